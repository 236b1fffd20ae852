namespace Hearsay.Hashgraph;

/// <summary>Cuts a stream into lines of bounded length. Blank lines and a byte order mark are skipped.</summary>
internal sealed class GraphFileLines(Stream input)
{
    private const int FirstBufferBytes = 64 * 1024;

    private byte[] _buffer = new byte[FirstBufferBytes];

    // The bytes read and not yet given out are _buffer[_start.._end]; no line end stands before _searched.
    private int _start;
    private int _end;
    private int _searched;
    private bool _isAtEnd;

    internal enum Outcome
    {
        Line,
        End,
        TooLong,
    }

    /// <summary>The number of the last line, from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The next line that is not blank, without its end; valid until the next call.</summary>
    public Outcome Next(out ReadOnlySpan<byte> line)
    {
        while (TryCut(out line, out bool isTooLong))
        {
            Number++;
            if (isTooLong)
            {
                return Outcome.TooLong;
            }

            if (Number == 1 && line.StartsWith("\uFEFF"u8))
            {
                line = line["\uFEFF"u8.Length..];
            }

            if (!line.Trim(" \t\r"u8).IsEmpty)
            {
                return Outcome.Line;
            }
        }

        return Outcome.End;
    }

    private bool TryCut(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_searched.._end).IndexOf((byte)'\n');
            int stop = length >= 0 ? _searched + length : _end;
            isTooLong = stop - _start > Limits.GraphFileLineBytesMax;
            line = _buffer.AsSpan(_start..stop);
            if (isTooLong || length >= 0 || _isAtEnd)
            {
                bool isLine = isTooLong || length >= 0 || _start < stop;
                _start = Math.Min(_end, stop + 1);
                _searched = _start;
                return isLine;
            }

            _searched = _end;
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }
}

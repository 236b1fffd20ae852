using System.Diagnostics;

namespace Hearsay.Attacks.Tests;

/// <summary>How often something is done, and how often at most.</summary>
/// <param name="PerS">Times a second; infinite: without a pause.</param>
/// <param name="CallsMax">Times in all.</param>
internal readonly record struct Pace(double PerS, long CallsMax = long.MaxValue);

/// <summary>
/// Calls at a steady rate on a thread of its own. When the machine was busy elsewhere it makes up for what it missed,
/// so that the mean rate is the one asked for as long as the machine can do it at all.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private readonly Pace _pace;
    private readonly Action _call;
    private readonly Thread _thread;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private volatile bool _isStopped;
    private long _calls;
    private Exception? _failure;

    /// <summary>Starts at once.</summary>
    public Pacer(string name, Pace pace, Action call)
    {
        _pace = pace;
        _call = call;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Calls so far.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Ends the thread; throws what a call threw.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
        if (_failure is { } failure)
        {
            throw new InvalidOperationException($"{_thread.Name}: {failure.Message}", failure);
        }
    }

    private void Run()
    {
        try
        {
            while (!_isStopped && _calls < _pace.CallsMax)
            {
                double due = Math.Min(
                    Stopwatch.GetElapsedTime(_startedAt).TotalSeconds * _pace.PerS, _pace.CallsMax);
                while (_calls < due && !_isStopped)
                {
                    _call();
                    Volatile.Write(ref _calls, _calls + 1);
                }

                Thread.Sleep(1);
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }
}

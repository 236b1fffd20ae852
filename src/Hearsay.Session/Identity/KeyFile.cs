using System.Security.Cryptography;

namespace Hearsay.Session;

/// <summary>Reading and creating a file that only its owner may read.</summary>
internal static class KeyFile
{
    /// <summary>The object identifier of the curve P-256.</summary>
    public const string CurveOid = "1.2.840.10045.3.1.7";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The file's text, or null when there is no such file.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            RefuseOthers(file, path);
            if (file.Length > Limits.KeyFileBytesMax)
            {
                throw new PlayerKeyException($"The file {path} is no key file: it is longer than "
                    + $"{Limits.KeyFileBytesMax} bytes; name another file or move it away to get a new identity.");
            }

            using StreamReader reader = new(file);
            return reader.ReadToEnd();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PlayerKeyException(
                $"The key file {path} cannot be read ({failure.Message.TrimEnd('.')}); "
                + "check that it is a file of yours and its permissions.",
                failure);
        }
    }

    /// <summary>Creates the file whole, or leaves the one that is there.</summary>
    public static void TryWriteNew(string path, string text)
    {
        string draft = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        try
        {
            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
            }

            WriteDraft(draft, text);
            Publish(draft, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PlayerKeyException(
                $"The key file {path} cannot be created ({failure.Message.TrimEnd('.')}); "
                + "name a folder that you may write to.",
                failure);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void WriteDraft(string draft, string text)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Part of the open call, so there is no moment at which others could open the file.
            options.UnixCreateMode = OwnerOnly;
        }

        using FileStream file = new(draft, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static void Publish(string draft, string path)
    {
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process published first: its key stands.
        }
    }

    private static void RefuseOthers(FileStream file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // A file in the user's profile is the user's alone by the folder's inherited rights.
        }

        UnixFileMode mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & Others) != 0)
        {
            throw new PlayerKeyException($"The key file {path} is open to other users (mode "
                + $"{Convert.ToString((int)mode, 8)}); run: chmod 600 {path}");
        }
    }
}

namespace Hearsay.Session;

/// <summary>
/// A key file cannot be used. The message is one sentence: what is wrong with which file, and what to do.
/// </summary>
public sealed class PlayerKeyException(string message, Exception? cause = null) : Exception(message, cause);

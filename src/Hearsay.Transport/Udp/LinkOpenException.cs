namespace Hearsay.Transport;

/// <summary>A link could not be opened. The message is for the user: what failed, where, what to do.</summary>
public sealed class LinkOpenException(string message, Exception cause) : IOException(message, cause);

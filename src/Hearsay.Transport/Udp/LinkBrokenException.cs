namespace Hearsay.Transport;

/// <summary>A link broke while it was in use. The message is for the user: what failed, on what, what to do.</summary>
public sealed class LinkBrokenException(string message, Exception cause) : IOException(message, cause);

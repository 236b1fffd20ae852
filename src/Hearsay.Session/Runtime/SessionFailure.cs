namespace Hearsay.Session;

/// <summary>
/// Why a session stopped by itself: a defect here or in the game's code, a handler that threw, a journal that cannot be
/// written, or a link that broke.
/// </summary>
/// <param name="Cause">What was thrown first, and where.</param>
public sealed record SessionFailure(Exception Cause)
{
    /// <summary>One sentence.</summary>
    public string Message => $"The session stopped: {Cause.Message}";
}

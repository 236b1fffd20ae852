namespace Hearsay.Session;

/// <summary>Which game, in which version.</summary>
/// <param name="Id">The game's own name, such as <c>hearsay.voxels</c>: 1 to 64 bytes of UTF-8.</param>
/// <param name="Version">The version of its rules, such as <c>1.0</c>: 1 to 64 bytes of UTF-8.</param>
public sealed record GameVersion(string Id, string Version)
{
    internal void Validate()
    {
        if (CanonicalWriter.BytesOf(Id) is < 1 or > Limits.NameBytesMax
            || CanonicalWriter.BytesOf(Version) is < 1 or > Limits.NameBytesMax)
        {
            throw new InvalidDataException(
                $"The game's id and version are 1 to {Limits.NameBytesMax} bytes of well-formed text each.");
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>
/// Where the members are, in both directions: the socket address to send to, prebuilt, and the member behind a sender's
/// address. Never changes after construction, so that every thread may read it; looking up allocates nothing.
/// </summary>
/// <remarks>
/// Several members may have one address: behind a router, by mistake, or because one claims another's. All get what is
/// sent to them; what comes from there is said to come from the first of them, and <see cref="AreAtOneAddress"/> says
/// who else it may be from.
/// </remarks>
internal sealed class PeerAddresses
{
    // A quarter full at most: a lookup of a stranger's address ends at the first or second place.
    private const int PlacesPerPeer = 4;

    private readonly SocketAddress?[] _byMember;
    private readonly AddressKey?[] _keyByMember;
    private readonly AddressKey[] _keys;
    private readonly int[] _members;
    private readonly uint _mask;

    /// <summary>Addresses by roster index for a socket of <paramref name="family"/>; null where unknown.</summary>
    /// <exception cref="ArgumentException">Too many, or an IPv6 address for a socket that only speaks IPv4.</exception>
    public PeerAddresses(IReadOnlyList<IPEndPoint?> peers, AddressFamily family)
    {
        if (peers.Count > Limits.PeersMax)
        {
            throw new ArgumentException($"A link has at most {Limits.PeersMax} peers, not {peers.Count}.");
        }

        uint places = BitOperations.RoundUpToPowerOf2((uint)((peers.Count + 1) * PlacesPerPeer));
        _mask = places - 1;
        _keys = new AddressKey[places];
        _members = new int[places];
        Array.Fill(_members, -1);
        _byMember = new SocketAddress?[peers.Count];
        _keyByMember = new AddressKey?[peers.Count];
        for (int member = 0; member < peers.Count; member++)
        {
            if (peers[member] is { } peer)
            {
                _byMember[member] = InFamily(peer, family).Serialize();
                Add(_byMember[member]!, member);
            }
        }
    }

    /// <summary>Where to send what <paramref name="member"/> shall get; null when that is not known.</summary>
    public SocketAddress? Of(MemberIndex member) =>
        (uint)member.Value < (uint)_byMember.Length ? _byMember[member.Value] : null;

    /// <summary>True when the addresses of both members are known and the same.</summary>
    public bool AreAtOneAddress(MemberIndex one, MemberIndex other) =>
        KeyOf(one) is { } key && KeyOf(other) is { } otherKey && key == otherKey;

    /// <summary>
    /// The member that uses <paramref name="sender"/>, the first if there are several; false for a stranger.
    /// </summary>
    public bool TryFind(SocketAddress sender, out MemberIndex member)
    {
        member = default;
        if (!AddressKey.TryFrom(sender, out AddressKey key))
        {
            return false;
        }

        int found = _members[PlaceOf(key)];
        member = new MemberIndex(found);
        return found >= 0;
    }

    private static IPEndPoint InFamily(IPEndPoint peer, AddressFamily family)
    {
        if (peer.AddressFamily == family)
        {
            return peer;
        }

        if (family == AddressFamily.InterNetworkV6)
        {
            return new IPEndPoint(peer.Address.MapToIPv6(), peer.Port);
        }

        if (peer.Address.IsIPv4MappedToIPv6)
        {
            return new IPEndPoint(peer.Address.MapToIPv4(), peer.Port);
        }

        throw new ArgumentException(
            $"The member at {peer} cannot be reached from an IPv4 socket: listen on [::] to speak both IPv4 and IPv6.");
    }

    private AddressKey? KeyOf(MemberIndex member) =>
        (uint)member.Value < (uint)_keyByMember.Length ? _keyByMember[member.Value] : null;

    private void Add(SocketAddress address, int member)
    {
        if (!AddressKey.TryFrom(address, out AddressKey key))
        {
            return;
        }

        _keyByMember[member] = key;
        uint place = PlaceOf(key);
        if (_members[place] < 0)
        {
            _keys[place] = key;
            _members[place] = member;
        }
    }

    /// <summary>The place of the key, or the free place where it belongs.</summary>
    private uint PlaceOf(AddressKey key)
    {
        uint place = key.Mixed() & _mask;
        while (_members[place] >= 0 && _keys[place] != key)
        {
            place = (place + 1) & _mask;
        }

        return place;
    }
}

using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>
/// The time of the world and its generator: a component of one entity, so that it is saved, copied and hashed like
/// everything else.
/// </summary>
/// <param name="Tick">The last simulated tick, from 1; 0 before the first.</param>
/// <param name="Random">Where scattered items go.</param>
internal readonly record struct WorldClock(long Tick, Pcg32 Random);

namespace Tidemark.Detection.Worlds;

/// <summary>How an asset of an <see cref="ActivationWorld"/> lives.</summary>
internal enum LifeKind
{
    Steady,
    Weekly,
    Scheduled,
    Ending,
    Holiday,
    Bursty,
    Newcomer,
    Woken,
    Retasked,
    Group,
    Asleep,
}

/// <summary>What is true of an asset.</summary>
/// <param name="Asset">Its id.</param>
/// <param name="Kind">How it lives.</param>
/// <param name="Day">The first day of its new level or subject, its first day for a newcomer; else -1. Counted from the first day.</param>
internal sealed record LifeTruth(string Asset, LifeKind Kind, int Day);

/// <summary>One post of such a world.</summary>
internal readonly record struct LifePost(string Asset, long Seconds, string Text);

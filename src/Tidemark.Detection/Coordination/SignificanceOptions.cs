using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>How pairs are tested.</summary>
public sealed record SignificanceOptions
{
    /// <summary>The window in nanoseconds: two acts at most this far apart are synchronous, both ends included.</summary>
    public required long Window { get; init; }

    /// <summary>False-discovery rate: of the kept edges at most this share is expected to be chance.</summary>
    public double Q { get; init; } = 0.01;

    /// <summary>
    /// An edge must also be this many times what each null expects. With thousands of shared objects any small error of a null
    /// becomes significant; the rates here rest on finite crowds and can be off by tens of per cent.
    /// </summary>
    public double MinimumLift { get; init; } = 1.5;

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>
    /// Two acts further apart than this say nothing about a common rhythm: a day, so that habits of the hour show and habits
    /// of the week do not thin them out.
    /// </summary>
    internal long Horizon { get; init; } = 86_400 * UnixTime.PerSecond;

    /// <summary>Liberal rate at which a pair becomes suspect enough to be left out when others estimate the curves.</summary>
    internal double SuspectQ { get; init; } = 0.05;
}

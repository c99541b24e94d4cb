namespace Tidemark.Model;

/// <summary>How a time came to have its zone.</summary>
public enum ZoneSource
{
    /// <summary>The source states it (offset, Z, or Unix time).</summary>
    Stated,

    /// <summary>The user supplied it.</summary>
    Given,

    /// <summary>Nobody said; UTC was assumed, and the reader is told so.</summary>
    Assumed,
}

/// <summary>
/// A time as far as it is known: an interval, inclusive at both ends. "On Friday" is a day, "2024-08-15T22:35" a minute.
/// Two fuzzy times are ordered only if their intervals do not overlap: an order that rests on rounding is no evidence.
/// </summary>
/// <param name="From">Earliest moment it can mean.</param>
/// <param name="To">Latest moment it can mean; not before <paramref name="From"/>.</param>
/// <param name="Zone">How the zone is known.</param>
public readonly record struct FuzzyTime(UnixTime From, UnixTime To, ZoneSource Zone = ZoneSource.Stated)
{
    /// <summary>A moment known exactly.</summary>
    public static FuzzyTime At(UnixTime moment, ZoneSource zone = ZoneSource.Stated) => new(moment, moment, zone);

    /// <summary>Whether every reading of this time lies before every reading of the other.</summary>
    public bool CertainlyBefore(FuzzyTime other) => To < other.From;

    /// <summary>Whether the two may be the same moment.</summary>
    public bool MayCoincideWith(FuzzyTime other) => From <= other.To && other.From <= To;

    /// <inheritdoc/>
    public override string ToString() => From == To ? From.ToString() : $"{From}/{To}";
}

using Tidemark.Model;

namespace Tidemark.App;

/// <summary>
/// The one place where Tidemark asks what time it is: for "when did this come in" and "when was this decided" in the journal,
/// never for a result. Everything below the App gets a time handed in.
/// </summary>
internal static class Clock
{
#pragma warning disable RS0030 // The ban exists so that this is the only call.
    /// <summary>Now, in UTC, to 100 nanoseconds.</summary>
    public static UnixTime Now() => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
#pragma warning restore RS0030
}

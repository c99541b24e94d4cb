using System.Diagnostics;
using System.Globalization;

namespace Tidemark.App.Terminal;

/// <summary>
/// One line on stderr that says how far the work is: rows, rate, time left. Written only to a terminal, at most ten times a
/// second, and cleared at the end, so that pipes and logs stay clean. May be called from several threads.
/// </summary>
internal sealed class Progress : IDisposable
{
    private const int Columns = 79;
    private static readonly long Pause = Stopwatch.Frequency / 10;

    private readonly string _doing;
    private readonly string _unit;
    private readonly long _total;
    private readonly TextWriter? _terminal;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next;
    private bool _shown;

    /// <summary>Starts to watch.</summary>
    /// <param name="doing">What is being done: "Reading posts.csv". May come from the material; it is made plain here.</param>
    /// <param name="unit">What is counted: "rows".</param>
    /// <param name="total">How many there will be; 0 where nobody knows, and then no time left is shown.</param>
    /// <param name="terminal">Where to write; null = stderr if it is a terminal, else nowhere.</param>
    public Progress(string doing, string unit, long total = 0, TextWriter? terminal = null)
    {
        _doing = Plain.Text(doing);
        _unit = unit;
        _total = total;
        _terminal = terminal ?? (IsTerminal ? Console.Error : null);
        // Work that is over within a moment shows nothing at all.
        _next = _start + Pause * 3;
    }

    /// <summary>Whether stderr is a terminal that can clear a line.</summary>
    public static bool IsTerminal =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>So many are done by now. Costs a comparison when nobody watches; call it once a block, not once a row.</summary>
    public void Report(long done) => Report(done, _total);

    /// <summary>So many are done by now, of so many as far as can be told by now.</summary>
    public void Report(long done, long total)
    {
        if (_terminal is null)
        {
            return;
        }
        long now = Stopwatch.GetTimestamp();
        long next = Volatile.Read(ref _next);
        if (now < next || Interlocked.CompareExchange(ref _next, now + Pause, next) != next)
        {
            return;
        }
        string line = Line(_doing, _unit, done, total, Stopwatch.GetElapsedTime(_start, now));
        lock (_terminal)
        {
            _terminal.Write("\r" + line + "\u001b[K");
            _terminal.Flush();
            _shown = true;
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_terminal is null)
        {
            return;
        }
        lock (_terminal)
        {
            Volatile.Write(ref _next, long.MaxValue);
            if (_shown)
            {
                _terminal.Write("\r\u001b[K");
                _terminal.Flush();
                _shown = false;
            }
        }
    }

    /// <summary>"Reading posts.csv: 1,200,000 of 3,000,000 rows, 800,000 a second, 2 s left".</summary>
    internal static string Line(string doing, string unit, long done, long total, TimeSpan elapsed)
    {
        double rate = elapsed.TotalSeconds > 0 ? done / elapsed.TotalSeconds : 0;
        string line = total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{doing}: {done:N0} of {total:N0} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{doing}: {done:N0} {unit}");
        if (rate >= 1)
        {
            line += string.Create(CultureInfo.InvariantCulture, $", {rate:N0} a second");
        }
        if (total > done && rate > 0)
        {
            line += $", {Span((total - done) / rate)} left";
        }
        return line.Length <= Columns ? line : "…" + line[^(Columns - 1)..];
    }

    private static string Span(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min"),
        < 360_000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
        _ => "days",
    };
}

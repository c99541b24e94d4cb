using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Documents.Checks;

/// <summary>
/// Compares what a file says of itself with itself. What it claims: two statements of the file cannot both be true, by more than clocks
/// and zones explain. What it does not: which of them is wrong, whether anybody meant it, or that a file without a contradiction is what
/// it seems; whoever sets dates with care contradicts nothing.
/// </summary>
/// <remarks>
/// Fails innocently where a program keeps old dates or writes the local time as UTC. Therefore a contradiction must be certain whatever
/// zone an unzoned date is in, and exceed <see cref="Tolerance"/>; less than that is not testable. Measured in docs/methods/documents.md.
/// Time: O(dates²) with at most a few dozen dates looked at.
/// </remarks>
internal static class DocumentChecks
{
    /// <summary>Wrong clocks and mislabelled zones explain up to a day.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private const int DatesCompared = 60;

    // Clocks that were never set start in 1904, 1970 or 1980, zeros of programs in 1 or 1601: nothing is concluded from such dates.
    private static readonly long FirstUsable = new DateTime(1980, 1, 3).Ticks;

    private const string Processing = "Metadata are traces of processing, not of the author: any program can write any name and any date.";

    private static readonly (string Earlier, string Later)[] Orders = [("created", "modified"), ("taken", "modified"), ("created", "metadata-modified")];

    // Two places for one and the same date (XMP specification part 2, 3.1 and 3.4; ISO 32000-2, table 349; Exif).
    private static readonly (string One, string Other)[] Twins =
    [
        ("Info CreationDate", "XMP xmp:CreateDate"),
        ("EXIF ExifIFD DateTimeOriginal", "XMP exif:DateTimeOriginal"),
        ("IPTC DateCreated", "XMP photoshop:DateCreated"),
    ];

    /// <summary>The rows, in the order a reader should meet them.</summary>
    public static List<Check> Of(SelfDescription file, string kind)
    {
        List<DatedClaim> dates = [.. file.Dates.Where(d => d.Time.ClockTicks >= FirstUsable).Take(DatesCompared)];
        List<Check> checks = [DateOrder(dates), DateAgreement(dates), SoftwareAge(file, dates, kind)];
        if (file.InnerDates.Count > 0)
        {
            checks.Add(InnerDates(file, dates));
        }
        if (kind == "pdf")
        {
            checks.Add(RevisionOrder(file));
        }
        if (file.Thumbnail is { } sizes)
        {
            checks.Add(new Check("thumbnail", file.ThumbnailFits ? CheckOutcome.Consistent : CheckOutcome.NotTestable,
                file.ThumbnailFits ? "The thumbnail has the shape of the picture, or the one cameras prescribe."
                    : "The thumbnail has another shape than the picture; whether the picture was cut or the program always writes this shape, the file does not say.",
                (JsonObject)sizes.DeepClone(), "Only shapes were compared: not whether thumbnail and picture show the same. " + Processing));
        }
        if (Zones(dates) is { } zones)
        {
            file.Conflict("zones-differ", "The dates are written in zones more than an hour apart, as after travel, on two machines, or by a server.", zones);
        }
        return checks;
    }

    private static string Family(DatedClaim date) => date.Source.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var at ? date.Source[..at] : date.Source;

    private static Check DateOrder(List<DatedClaim> dates)
    {
        JsonObject evidence = [];
        (TimeSpan By, DatedClaim Earlier, DatedClaim Later)? worst = null;
        bool seems = false;
        int pairs = 0;
        foreach ((string first, string second) in Orders)
        {
            foreach (DatedClaim earlier in dates.Where(d => d.What == first))
            {
                foreach (DatedClaim later in dates.Where(d => d.What == second && Family(d) == Family(earlier)))
                {
                    pairs++;
                    TimeSpan by = earlier.Time.CertainlyAfter(later.Time);
                    seems |= earlier.Time.ClockTicks >= later.Time.ClockTicks + later.Time.WidthTicks && (earlier.Time.OffsetMinutes ?? later.Time.OffsetMinutes) is null;
                    if (worst is not { } known || by > known.By)
                    {
                        worst = (by, earlier, later);
                    }
                }
            }
        }
        evidence["pairs"] = pairs;
        if (worst is not { } found)
        {
            return new Check("date-order", CheckOutcome.NotTestable, "The file does not give two dates of one source that must follow one another.", evidence,
                Processing);
        }
        Name(evidence, found.Earlier, found.Later);
        string what = $"'{found.Earlier.What}' ({found.Earlier.Time.Text}) and '{found.Later.What}' ({found.Later.Time.Text}) of {Family(found.Earlier)}";
        return found.By <= TimeSpan.Zero && !seems
            ? new Check("date-order", CheckOutcome.Consistent, $"No date lies behind one that must follow it; {pairs} pair(s) were compared.", evidence,
                $"Dates in order can be set by anybody. {Processing}")
            : found.By <= Tolerance
                ? new Check("date-order", CheckOutcome.NotTestable, $"{what} may be out of order, by no more than a wrong clock or another zone explains.",
                    evidence, Processing)
                : new Check("date-order", CheckOutcome.Inconsistent,
                    $"{what} are out of order by {Days(found.By)}: by its own words the file was changed before it was made.", evidence,
                    $"Neither which date is wrong nor why: a machine with a wrong clock, or a program that renews one date and keeps the other, writes this, too. {Processing}");
    }

    private static Check DateAgreement(List<DatedClaim> dates)
    {
        JsonObject evidence = [];
        int pairs = 0;
        (TimeSpan By, DatedClaim One, DatedClaim Other)? worst = null;
        foreach ((string one, string other) in Twins)
        {
            foreach (DatedClaim a in dates.Where(d => d.Source.StartsWith(one, StringComparison.Ordinal)))
            {
                foreach (DatedClaim b in dates.Where(d => d.Source.StartsWith(other, StringComparison.Ordinal)))
                {
                    pairs++;
                    TimeSpan by = TimeSpan.FromTicks(Math.Max(a.Time.CertainlyAfter(b.Time).Ticks, b.Time.CertainlyAfter(a.Time).Ticks));
                    if (worst is not { } known || by > known.By)
                    {
                        worst = (by, a, b);
                    }
                }
            }
        }
        evidence["pairs"] = pairs;
        if (worst is not { } found)
        {
            return new Check("date-agreement", CheckOutcome.NotTestable, "The file gives no date in two places that must agree.", evidence, Processing);
        }
        Name(evidence, found.One, found.Other);
        if (found.By <= TimeSpan.Zero)
        {
            return new Check("date-agreement", CheckOutcome.Consistent, $"The same date in two places agrees; {pairs} pair(s) were compared.", evidence,
                $"Programs write both places at once, and so does whoever changes them with such a program. {Processing}");
        }
        string what = $"{found.One.Source} ({found.One.Time.Text}) and {found.Other.Source} ({found.Other.Time.Text})";
        return found.By <= Tolerance
            ? new Check("date-agreement", CheckOutcome.NotTestable, $"{what} differ by less than a day, which a mislabelled zone explains.", evidence, Processing)
            : new Check("date-agreement", CheckOutcome.Inconsistent, $"{what} should be one date and differ by {Days(found.By)}.", evidence,
                $"Not which one is right: a program that knows only one of the two places and changes it leaves the other behind. {Processing}");
    }

    private static Check SoftwareAge(SelfDescription file, List<DatedClaim> dates, string kind)
    {
        JsonObject evidence = [];
        string where = kind == "document" ? "office" : kind;
        List<(SoftwareDate Line, string Value, string Source)> found = [];
        foreach (Field field in file.Fields)
        {
            if (field.Name is "producer" or "creator-tool" or "software" && SoftwareDates.Find(where, field.Value) is { } line)
            {
                found.Add((line, field.Value, field.Source));
            }
            else if (field.Name == "application-version" && file.Fields.Any(f => f.Name == "application" && f.Value.StartsWith("Microsoft", StringComparison.Ordinal))
                && SoftwareDates.Find("office", $"Office AppVersion {field.Value.Split('.')[0]}") is { } office)
            {
                found.Add((office, field.Value, field.Source));
            }
        }
        foreach (string font in file.Fonts)
        {
            if (SoftwareDates.Find("font", font.Split('-', ',')[0]) is { } line)
            {
                found.Add((line, font, "fonts"));
            }
        }
        DatedClaim? newest = null;
        foreach (DatedClaim date in dates)
        {
            if (date.What is "created" or "modified" or "metadata-modified" && (newest is not { } known || date.Time.Latest > known.Time.Latest))
            {
                newest = date;
            }
        }
        evidence["dated"] = found.Count;
        if (found.Count == 0 || newest is not { } last)
        {
            return new Check("software-age", CheckOutcome.NotTestable,
                found.Count == 0 ? "The file names no program or font of the table of dated software." : "The file gives no date that could be compared with its software.",
                evidence, Processing);
        }
        (SoftwareDate youngest, string value, string source) = found.MaxBy(f => f.Line.Seen);
        evidence["software"] = value;
        evidence["source"] = source;
        evidence["first_seen"] = Day(youngest.Seen);
        evidence["released"] = Day(youngest.Released);
        evidence["table"] = youngest.Source;
        evidence["newest_date"] = last.Time.Text;
        evidence["newest_date_source"] = last.Source;
        return last.Time.Latest + Tolerance.Ticks < youngest.Seen
            ? new Check("software-age", CheckOutcome.Inconsistent,
                $"The file names '{SelfDescription.Cut(value, 100)}', which nobody outside its makers had before {Day(youngest.Seen)}, and no date of it is younger than {last.Time.Text}.",
                evidence, $"Not that the content is younger: a later program that rewrote the file and kept its dates leaves this, as does a wrong clock. {Processing}")
            : last.Time.Latest < youngest.Released
                ? new Check("software-age", CheckOutcome.NotTestable,
                    $"'{SelfDescription.Cut(value, 100)}' existed only as a preview on {last.Time.Text}.", evidence, Processing)
                : new Check("software-age", CheckOutcome.Consistent,
                    $"All dated software and fonts it names ({found.Count}) existed on its newest date ({last.Time.Text}).", evidence,
                    $"Old software can be used today, and a date can be set to fit it. {Processing}");
    }

    private static Check InnerDates(SelfDescription file, List<DatedClaim> dates)
    {
        DatedClaim? modified = null;
        foreach (DatedClaim date in dates)
        {
            if (date.What == "modified" && (modified is not { } known || date.Time.Latest > known.Time.Latest))
            {
                modified = date;
            }
        }
        DatedClaim last = file.InnerDates.MaxBy(d => d.Time.Latest);
        JsonObject evidence = new() { ["last"] = last.Time.Text, ["what"] = last.What, ["source"] = last.Source };
        if (modified is not { } end)
        {
            return new Check("inner-dates", CheckOutcome.NotTestable, "Changes and comments carry dates, but the file says nowhere when it was last changed.", evidence,
                Processing);
        }
        evidence["modified"] = end.Time.Text;
        TimeSpan by = last.Time.CertainlyAfter(end.Time);
        return by <= TimeSpan.Zero
            ? new Check("inner-dates", CheckOutcome.Consistent, $"The last {last.What} ({last.Time.Text}) is not younger than the file's last change ({end.Time.Text}).",
                evidence, $"The dates of changes come from the clocks of those who made them, and can be set. {Processing}")
            : by <= Tolerance
                ? new Check("inner-dates", CheckOutcome.NotTestable, $"A {last.What} ({last.Time.Text}) lies less than a day behind the file's last change ({end.Time.Text}), which clocks explain.",
                    evidence, Processing)
                : new Check("inner-dates", CheckOutcome.Inconsistent,
                    $"A {last.What} ({last.Time.Text}) lies {Days(by)} behind the moment the file says it was last changed ({end.Time.Text}).", evidence,
                    $"Not who changed what: programs that edit files without renewing that moment leave this, and a colleague's wrong clock does. {Processing}");
    }

    private static Check RevisionOrder(SelfDescription file)
    {
        JsonObject evidence = new() { ["dated_revisions"] = file.RevisionDates.Count };
        if (file.RevisionDates.Count < 2)
        {
            return new Check("revision-order", CheckOutcome.NotTestable, "There are not two revisions with dates to compare.", evidence,
                $"A file of one revision may be the last of many that were written anew as a whole. {Processing}");
        }
        TimeSpan worst = TimeSpan.MinValue;
        for (int i = 1; i < file.RevisionDates.Count; i++)
        {
            TimeSpan by = file.RevisionDates[i - 1].Time.CertainlyAfter(file.RevisionDates[i].Time);
            if (by > worst)
            {
                worst = by;
                Name(evidence, file.RevisionDates[i - 1], file.RevisionDates[i]);
            }
        }
        return worst <= TimeSpan.Zero
            ? new Check("revision-order", CheckOutcome.Consistent, $"The dates of {file.RevisionDates.Count} revisions do not run backwards.", evidence, Processing)
            : worst <= Tolerance
                ? new Check("revision-order", CheckOutcome.NotTestable, "The dates of two revisions run backwards by less than a day, which clocks explain.", evidence, Processing)
                : new Check("revision-order", CheckOutcome.Inconsistent, $"A later revision says it was changed {Days(worst)} before the one it was appended to.", evidence,
                    $"Neither which date is wrong nor why: two machines, one with a wrong clock, write this. {Processing}");
    }

    /// <summary>Offsets more than an hour apart: an hour is summer time.</summary>
    private static JsonObject? Zones(List<DatedClaim> dates)
    {
        List<DatedClaim> zoned = [.. dates.Where(d => d.Time.OffsetMinutes is not null && !d.Time.Text.EndsWith('Z') && d.What is "created" or "modified" or "taken")];
        if (zoned.Count < 2)
        {
            return null;
        }
        DatedClaim west = zoned.MinBy(d => d.Time.OffsetMinutes);
        DatedClaim east = zoned.MaxBy(d => d.Time.OffsetMinutes);
        if (east.Time.OffsetMinutes - west.Time.OffsetMinutes <= 60)
        {
            return null;
        }
        JsonObject evidence = [];
        Name(evidence, west, east);
        return evidence;
    }

    private static void Name(JsonObject evidence, DatedClaim one, DatedClaim other)
    {
        evidence["first"] = one.Time.Text;
        evidence["first_source"] = one.Source;
        evidence["second"] = other.Time.Text;
        evidence["second_source"] = other.Source;
    }

    private static string Days(TimeSpan span) => span.TotalDays < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days");

    private static string Day(long ticks) => new DateTime(ticks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

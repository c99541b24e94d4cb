using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// When a page says it was published and changed. All witnesses are kept side by side, for their disagreement is evidence (back-dating);
/// one of them is believed, by a fixed order of trust: linked data, OpenGraph, other meta elements, microdata, time elements, the address,
/// visible text, scripts. A witness that lies after all others is not believed. Dates of comments and related articles are no witnesses.
/// </summary>
internal sealed partial class PageDates
{
    private const int MostOfAKind = 20;

    private static readonly Dictionary<string, (string What, int Rank)> JsonNames = [], OpenGraphNames = [], MetaNames = [], ScriptNames = [];

    private readonly List<Candidate> _found = [];
    private readonly HashSet<IElement> _aboveHeadline = [];
    private readonly bool _monthFirst;

    static PageDates()
    {
        foreach (string[] rule in PageData.Rules("date-names.txt"))
        {
            Dictionary<string, (string, int)> names = rule[0] switch
            {
                "json-ld" => JsonNames,
                "opengraph" => OpenGraphNames,
                "meta" => MetaNames,
                "script" => ScriptNames,
                _ => throw new InvalidOperationException($"date-names.txt: '{rule[0]}' is no place."),
            };
            foreach (string name in rule.AsSpan(3))
            {
                names.Add(name, (rule[1], int.Parse(rule[2], System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }

    private PageDates(bool monthFirst) => _monthFirst = monthFirst;

    /// <summary>All witnesses, and what is believed.</summary>
    public static DatesRead Read(IElement[] elements, PageMeta meta, TextBlocks blocks, string? url, string? title, bool monthFirst)
    {
        var dates = new PageDates(monthFirst);
        dates.LinkedData(meta);
        dates.MetaElements(meta);
        dates.Elements(elements, title);
        dates.Address(url ?? meta.First("og:url") ?? meta.Link("canonical"));
        dates.Visible(blocks, title);
        dates.Scripts(meta);
        Candidate? published = dates.Believed("published");
        published = published is { } universal ? dates.InOwnZone(universal) : null;
        Candidate? modified = dates.Believed("modified");
        if (published is { } first && modified is { } last && last.Date!.Value.Day < first.Date!.Value.Day)
        {
            modified = null; // Changed before it appeared: one of the two is wrong, and the conflict is told.
        }
        return new DatesRead(
            published?.Date!.Value.Iso, modified?.Date!.Value.Iso,
            [.. dates._found.Select(found => new PageWitness(found.What, found.Source, found.Value, found.Date?.Iso))]);
    }

    private void LinkedData(PageMeta meta)
    {
        foreach (JsonElement item in meta.Objects)
        {
            int worse = PageMeta.HasType(item, type => type.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || type.EndsWith("Posting", StringComparison.OrdinalIgnoreCase) || type is "Report" or "Review" or "Recipe") ? 0
                : PageMeta.HasType(item, type => type.EndsWith("Page", StringComparison.OrdinalIgnoreCase)) ? 1
                : PageMeta.HasType(item, type => type is "Comment" or "Person" or "Organization" or "ImageObject" or "Event") ? -1 : 30;
            if (worse < 0)
            {
                continue;
            }
            foreach ((string name, (string what, int rank)) in JsonNames)
            {
                if (PageMeta.Text(item, name) is { } value)
                {
                    Add(what, "json-ld", value, rank + worse);
                }
            }
        }
    }

    private void MetaElements(PageMeta meta)
    {
        foreach ((string key, string content) in meta.Metas)
        {
            if (OpenGraphNames.TryGetValue(key, out (string What, int Rank) og))
            {
                Add(og.What, "opengraph", content, og.Rank);
            }
            else if (MetaNames.TryGetValue(key, out (string What, int Rank) named))
            {
                Add(named.What, "meta", content, named.Rank);
            }
        }
    }

    private void Elements(IElement[] elements, string? title)
    {
        int times = 0, index = 0, headline;
        IElement? heading = Headline(elements, title, out headline);
        for (IElement? at = heading; at is not null; at = at.ParentElement)
        {
            _aboveHeadline.Add(at);
        }
        foreach (IElement element in elements)
        {
            index++;
            string? property = element.GetAttribute("itemprop");
            if (property is not null && element.LocalName != "meta" && (property is "datePublished" or "dateModified" or "dateCreated") && !InComments(element))
            {
                string value = element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.GetAttribute("title") ?? element.TextContent;
                Add(property == "dateModified" ? "modified" : "published", "microdata", PlainText.Collapse(value), property == "dateCreated" ? 24 : 16);
            }
            else if (element.LocalName == "time" && ++times <= 200 && !Elsewhere(element))
            {
                string value = element.GetAttribute("datetime") is { Length: > 0 } machine && DateText.Machine(machine, _monthFirst) is not null
                    ? machine
                    : element.TextContent;
                string around = $"{element.GetAttribute("class")} {element.ParentElement?.GetAttribute("class")} {element.GetAttribute("id")}";
                bool changed = around.Contains("updated", StringComparison.OrdinalIgnoreCase) && !around.Contains("published", StringComparison.OrdinalIgnoreCase)
                    || around.Contains("modified", StringComparison.OrdinalIgnoreCase);
                bool sure = element.HasAttribute("pubdate") || around.Contains("publi", StringComparison.OrdinalIgnoreCase) || around.Contains("entry-date", StringComparison.OrdinalIgnoreCase);
                // Far from the headline it may be another article's.
                bool near = headline < 0 || Math.Abs(index - headline) <= 80;
                Add(changed ? "modified" : "published", "time", PlainText.Collapse(value), (sure ? 18 : 22) + (near ? 0 : 10));
            }
        }
    }

    /// <summary>The heading with the title's words, else the first h1; a site's name often stands in an h1, too.</summary>
    private static IElement? Headline(IElement[] elements, string? title, out int index)
    {
        IElement? first = null;
        int at = 0, firstAt = -1;
        foreach (IElement element in elements)
        {
            at++;
            if (element.LocalName is not ("h1" or "h2" or "h3"))
            {
                continue;
            }
            string text = PlainText.Collapse(element.TextContent);
            if (text.Length > 10 && title is not null && title.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                index = at;
                return element;
            }
            if (first is null && element.LocalName == "h1" && text.Length > 0)
            {
                (first, firstAt) = (element, at);
            }
        }
        index = firstAt;
        return first;
    }

    private void Address(string? url)
    {
        if (url is null || url.Length > 2000)
        {
            return;
        }
        Match match = InAddress().Match(url);
        if (match.Success)
        {
            Add("published", "url", match.Groups["date"].Value.Trim('/', '-', '_', '.'), 26);
        }
    }

    private void Visible(TextBlocks blocks, string? title)
    {
        foreach (VisibleDate seen in VisibleDates.Find(blocks, title, _monthFirst))
        {
            _found.Add(new Candidate(seen.Modified ? "modified" : "published", "visible", seen.Text, seen.Date, seen.Rank));
        }
        foreach (TextBlock block in blocks.Blocks)
        {
            if (block.Words < 60 && Copyright().Match(block.Text) is { Success: true } match)
            {
                _found.Add(new Candidate("published", "copyright", match.Value, null, 99));
                break;
            }
        }
    }

    private void Scripts(PageMeta meta)
    {
        int found = 0;
        foreach (string script in meta.Scripts)
        {
            if (!script.Contains("ublish", StringComparison.Ordinal) && !script.Contains("odified", StringComparison.Ordinal)
                && !script.Contains("pub", StringComparison.Ordinal) && !script.Contains("reated", StringComparison.Ordinal) && !script.Contains("ateC", StringComparison.Ordinal))
            {
                continue;
            }
            foreach ((string name, string value) in ScriptDates.In(script.AsMemory(0, Math.Min(script.Length, 400_000)), ScriptNames.Keys))
            {
                (string what, int rank) = ScriptNames[name];
                Add(what, "script", value, rank + found);
                if (++found >= MostOfAKind)
                {
                    return;
                }
            }
        }
    }

    private void Add(string what, string source, string value, int rank)
    {
        if (value.Length is 0 or > 200 || _found.Count(found => found.Source == source) >= MostOfAKind)
        {
            return;
        }
        PageDate? date = DateText.Machine(value, _monthFirst);
        if (date is null && source is "time" or "script")
        {
            return; // "3 hours ago", a duration, a name: says nothing about a day.
        }
        var candidate = new Candidate(what, source, value, date, rank);
        if (!_found.Exists(found => found.What == what && found.Source == source && found.Value == value))
        {
            _found.Add(candidate);
        }
    }

    /// <summary>The witness of lowest rank that is not refuted; among equals the first.</summary>
    private Candidate? Believed(string what)
    {
        Candidate? best = null;
        foreach (Candidate candidate in _found)
        {
            if (candidate.What == what && candidate.Date is not null && candidate.Rank < 90 && (best is null || candidate.Rank < best.Value.Rank) && !Refuted(candidate))
            {
                best = candidate;
            }
        }
        return best;
    }

    /// <summary>
    /// A time in UTC may fall on another day than where the page was made. If another witness gives the same moment by the page's own clock,
    /// that one is taken; if address and visible text agree on a neighbouring day, the day.
    /// </summary>
    private Candidate InOwnZone(Candidate universal)
    {
        if (universal.Date is not { Instant: { } instant, Zone: "Z" or "+00:00" } date)
        {
            return universal;
        }
        foreach (Candidate other in _found)
        {
            if (other.What == "published" && other.Date is { Instant: { } same, Zone: not "Z" and not "+00:00" } && Math.Abs(same - instant) <= 1)
            {
                return other;
            }
        }
        foreach (Candidate other in _found)
        {
            // A clock's difference is a whole number of quarters of an hour, within 14 hours.
            if (other.What == "published" && other.Rank < 60 && other.Date is { Local: { } local, Zone: null } near && near.Day != date.Day
                && local != instant && Math.Abs(local - instant) <= 840 && Math.Abs(local - instant) % 15 <= 1)
            {
                return other;
            }
        }
        foreach (Candidate other in _found)
        {
            if (other.What == "published" && other.Source is "url" or "visible" && other.Date is { } day && Math.Abs(day.Day.DayNumber - date.Day.DayNumber) == 1
                && _found.Exists(third => third.Source is "url" or "visible" or "time" or "script" or "meta" && third.Source != other.Source && third.Date?.Day == day.Day))
            {
                return other;
            }
        }
        return universal;
    }

    /// <summary>
    /// A date later, by more than a day, than all else the page says: what cannot be believed is left to the conflicts. Visible dates do not
    /// refute each other (a text may mention older days), and one witness alone refutes only by more than a year, or a weak one.
    /// </summary>
    private bool Refuted(Candidate candidate)
    {
        int others = 0, gap = int.MaxValue;
        foreach (Candidate other in _found)
        {
            if (other.Date is not { } date || other.Equals(candidate) || other.Rank > 36 || (other.Source == "visible" && (candidate.Source == "visible" || other.Rank > 32)))
            {
                continue;
            }
            others++;
            gap = Math.Min(gap, candidate.Date!.Value.Day.DayNumber - date.Day.DayNumber);
        }
        return others switch { 0 => false, 1 => gap > 366 || (gap > 1 && candidate.Rank > 20 && candidate.Source != "visible"), _ => gap > 1 };
    }

    private static bool InComments(IElement element)
    {
        int steps = 0;
        for (IElement? at = element.ParentElement; at is not null && steps < 12; at = at.ParentElement, steps++)
        {
            if (DropRules.BuiltIn.Of(at) is "comments" or "related")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether an element stands among comments, related articles or other things that are not the article.</summary>
    private bool Elsewhere(IElement element)
    {
        int steps = 0;
        for (IElement? at = element.ParentElement; at is not null && steps < 12; at = at.ParentElement, steps++)
        {
            if (_aboveHeadline.Contains(at))
            {
                return false; // A name that fits the headline's own surroundings says nothing against the date in them.
            }
            if (DropRules.BuiltIn.Of(at) is "comments" or "related" or "aside" or "navigation" or "footer" or "advertisement")
            {
                return true;
            }
        }
        return false;
    }

    [GeneratedRegex(@"(?<date>[/_.=-](?:19|20)\d\d[/_.-](?:1[0-2]|0?[1-9])[/_.-](?:3[01]|[12]\d|0?[1-9])(?=\D|$)|[/_.=-](?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?=\D|$)|/(?:19|20)\d\d/(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/\d\d?(?=/))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"(?:©|\(c\)|copyright)[^\d]{0,40}(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Copyright();

    private readonly record struct Candidate(string What, string Source, string Value, PageDate? Date, int Rank);
}

/// <summary>What was found out about a page's dates.</summary>
internal sealed record DatesRead(string? Published, string? Modified, List<PageWitness> Witnesses);

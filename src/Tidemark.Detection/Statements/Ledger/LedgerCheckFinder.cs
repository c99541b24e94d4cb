using System.Globalization;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// What a person should look at before using the material, each with its rows, the ordinary explanation and what would refute it. No check
/// is a verdict, and none says who is right.
/// </summary>
internal sealed class LedgerCheckFinder(LedgerMaterial material, StatementLedger ledger, LedgerOptions options)
{
    private const int Quoted = 160;

    /// <summary>Where more than this decline, it is no sign but the daily business of newsrooms.</summary>
    private const int MostDeclining = 5;

    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase) { "they", "she", "those", "these", "this", "that", "ellos", "ella" };

    public IReadOnlyList<LedgerCheck> Find() =>
        [.. Citations(), .. Scopes(), .. Drifts(), .. Dates(), .. Sources(), .. Closenesses(), .. Places(), .. Declining(), .. Vouching()];

    private IEnumerable<LedgerCheck> Citations()
    {
        // The citing statement and the cited one within it are two rows of one sentence, and one check: of whoever cites.
        var told = new HashSet<(string, string?)>();
        foreach (CitationCheck citation in ledger.Citations.OrderBy(citation => SpeakerNames.Mentions(material.Row(citation.Row).Speaker ?? "", SpeakerNames.Beginnings(Outlet(citation.Cited)))))
        {
            LedgerRow row = material.Row(citation.Row);
            string cited = Outlet(citation.Cited);
            if (citation.Verdict == "differs" && told.Add((row.Text, citation.Differences[0].RetoldWords)))
            {
                RowDrift first = citation.Differences[0];
                yield return new LedgerCheck(LedgerChecks.Citation,
                    $"{Who(row)} rests on {cited}, whose text says something else: “{first.OriginalWords}” there, “{first.RetoldWords}” here.", [row.Id, .. material.Rows.Where(other => other.Text == citation.Cited && other.Sentence == citation.Passage).Take(1).Select(other => other.Id)],
                    Cut(citation.Passage), Cut(row.Content),
                    "The speaker may know more than the cited text says, or mean another text of the same author.",
                    $"A passage of {cited} that says what is cited.");
            }
        }
    }

    private IEnumerable<LedgerCheck> Scopes()
    {
        foreach (DenialMatch match in ledger.Denials.Where(match => match.Accusations.Count > 0 && !match.Scopes.Any(scope => scope is "act" or "worth")))
        {
            LedgerRow denial = material.Row(match.Denial);
            LedgerRow charge = material.Row(match.Accusations[0]);
            // What another text of the case refutes must be said in the same breath.
            LedgerRow[] elsewhere =
            [
                .. ledger.Denials.Where(other => other.Scopes.Contains("act") && other.Accusations.Intersect(match.Accusations, StringComparer.Ordinal).Any())
                    .Select(other => material.Row(other.Denial)).Where(other => other.Id != denial.Id && SpeakerNames.Same(other.Speaker, denial.Speaker)).Take(3),
            ];
            string also = elsewhere.Length == 0 ? "" : " The same speaker denies the act elsewhere in this case"
                + (material.Said(elsewhere[0]) is { } said ? string.Create(CultureInfo.InvariantCulture, $" ({said.From:yyyy-MM-dd})") : "") + ".";
            yield return new LedgerCheck(LedgerChecks.DenialScope,
                $"{Who(denial)} {denial.Stance} {string.Join(" and ", match.Scopes)}, not the act; as to the act {(match.Accusations.Count == 1 ? "the accusation it can answer stands" : $"the {match.Accusations.Count} accusations it can answer stand")} unanswered by it.{also}",
                [denial.Id, .. match.Accusations, .. elsewhere.Select(other => other.Id)], Cut(denial.Sentence), Cut(charge.Sentence),
                "A short answer leaves things out; the act may have been denied elsewhere.", "A statement of the same speaker that denies the act.");
        }
    }

    private IEnumerable<LedgerCheck> Drifts()
    {
        HashSet<(string, string?)> cited = [.. ledger.Citations.SelectMany(check => check.Differences.Select(difference => (material.Row(check.Row).Text, difference.RetoldWords)))];
        foreach (RowDrift drift in ledger.Drifts)
        {
            LedgerRow original = material.Row(drift.Original);
            LedgerRow retold = material.Row(drift.Retold);
            string kind = drift.Kind switch
            {
                "wrong denial target" => LedgerChecks.DenialTarget,
                "spread date" => LedgerChecks.SpreadDate,
                "changed role" => LedgerChecks.Citation,
                _ => LedgerChecks.Drift + drift.Kind,
            };
            if (kind == LedgerChecks.Citation && cited.Contains((retold.Text, drift.RetoldWords)))
            {
                continue;
            }
            string what = drift.Kind switch
            {
                "lost hedge" => "a hedge of the original is gone",
                "lost bound" => "a bound of the original is gone",
                "changed number" => "a figure is another",
                "moved date" => "a date is another",
                "spread date" => "the date of one thing was given to several",
                "changed role" => "a thing is given to somebody else",
                "wrong denial target" => "the denial is put to something it did not answer",
                _ => "a part became the whole",
            };
            yield return new LedgerCheck(kind,
                $"In {Outlet(retold.Text)} {what}: {Words(drift.OriginalWords)} in {Outlet(original.Text)}, {Words(drift.RetoldWords)} here.",
                [original.Id, retold.Id], Cut(original.Sentence), Cut(retold.Sentence),
                "An editor's cut, a translation there and back, or a later statement by the same speaker.",
                "A statement of the speaker that has the words of the retelling.");
        }
    }

    private IEnumerable<LedgerCheck> Dates() => ledger.Conflicts.Select(conflict =>
    {
        DatedRow first = conflict.Dates[0];
        DatedRow last = conflict.Dates[^1];
        return new LedgerCheck(LedgerChecks.Dates,
            $"{Who(material.Row(first.Row))} said this under {Count(conflict.Dates.Count, "date", "dates")}, {string.Join(" and ", conflict.Dates.Select(date => Iso(date.Day)))}; both are kept.",
            [.. conflict.Dates.Select(date => date.Row)], $"{Iso(first.Day)}: {first.Witness}, {Outlet(material.Row(first.Row).Text)}", $"{Iso(last.Day)}: {last.Witness}, {Outlet(material.Row(last.Row).Text)}",
            "Two publications of one thing, time zones, or the day of writing and the day of release.", "A witness that explains one of the dates.");
    });

    private IEnumerable<LedgerCheck> Sources()
    {
        foreach (StatementVariants variants in ledger.Variants.Where(variants => variants.Sources == 1))
        {
            // What a speaker publishes is no retelling.
            if (variants.Rows.Select(material.Row).Where(row => !material.IsOwn(row)).Select(row => row.Text).Distinct().Count() < options.ManyTexts)
            {
                continue;
            }
            LedgerRow origin = material.Row(variants.Origin);
            yield return new LedgerCheck(LedgerChecks.OneSource,
                $"{Count(variants.Carriers, "text carries", "texts carry")} this statement of {origin.Speaker ?? "somebody who is not named"}, {variants.Wordings.ToString(CultureInfo.InvariantCulture)} if copies and the texts of one agency are counted once; it is one source.",
                variants.Rows, Cut(origin.Content), null, "That many report a public statement is the ordinary case.", "A second speaker who knows it for themselves.");
        }
    }

    private IEnumerable<LedgerCheck> Closenesses()
    {
        foreach (Nearness near in ledger.Nearnesses)
        {
            LedgerRow row = material.Row(near.Row);
            string price = string.Create(CultureInfo.InvariantCulture,
                $"With {near.Events} other dated days in {near.Season} days, a day taken at random has a neighbour within a stretch of {near.Span} days with probability {near.Chance:0.00}: {near.Weight}.");
            bool apart = near.LeastDays >= 0 && !(near.MostDays < near.Span);
            if (near.First is { } first && near.Second is { } second && apart)
            {
                string days = near.LeastDays == near.MostDays ? Count(near.LeastDays, "day", "days") : string.Create(CultureInfo.InvariantCulture, $"{near.LeastDays} to {near.MostDays} days");
                yield return new LedgerCheck(LedgerChecks.Gap,
                    $"{Who(row)} says that two things lie close; between {Range(first)} and {Range(second)} lie {days}. {price}", [row.Id, .. near.DatedBy], Cut(row.Content), days,
                    "News comes in heaps, and two things of one season are often close.", "A third event that ties the two together.");
            }
            else if (near.Weight == "no weight")
            {
                yield return new LedgerCheck(LedgerChecks.NoWeight,
                    $"{Who(row)} makes something of a closeness in time that is worth nothing. {price}", [row.Id], Cut(row.Content), null,
                    "Chance alone gives such neighbours often.", "A third event that ties the two together.");
            }
        }
    }

    private IEnumerable<LedgerCheck> Places()
    {
        var lives = new SortedDictionary<string, List<LedgerRow>>(StringComparer.Ordinal);
        var aims = new HashSet<string>(StringComparer.Ordinal);
        foreach (LedgerRow row in material.Rows)
        {
            aims.UnionWith(PlaceMentions.Aimed(row.Sentence, material.LanguageOf(row)));
            foreach (string place in PlaceMentions.Biographical(row.Sentence, material.LanguageOf(row)).Distinct(StringComparer.Ordinal))
            {
                if (!lives.TryGetValue(place, out List<LedgerRow>? rows))
                {
                    lives.Add(place, rows = []);
                }
                rows.Add(row);
            }
        }
        foreach ((string place, List<LedgerRow> rows) in lives.Where(life => !aims.Contains(life.Key)))
        {
            yield return new LedgerCheck(LedgerChecks.Biography,
                $"{place} stands in this case for a person's life or office only; no statement names it as an aim.", [.. rows.Select(row => row.Id)], Cut(rows[0].Sentence), null,
                "A person comes from somewhere.", "A statement that names the place as an aim.");
        }
    }

    private IEnumerable<LedgerCheck> Declining()
    {
        LedgerRow[] rows = [.. material.Rows.Where(row => row.Stance == "declines" && row.Tier == "certain" && row.Speaker is { Length: > 3 } && !Pronouns.Contains(row.Speaker))];
        string[] who = [.. Distinct(rows)];
        if (who.Length is > 0 and <= MostDeclining)
        {
            yield return new LedgerCheck(LedgerChecks.Declines,
                $"{(who.Length == 1 ? $"{Capital(who[0])} is the only one who declines" : $"{who.Length} decline: {string.Join("; ", who)}")} in this case.", [.. rows.Select(row => row.Id)],
                Cut(rows[0].Sentence), null, "Declining is no admission, and the others may not have been asked.", "A statement in which somebody else declines.");
        }
    }

    private IEnumerable<LedgerCheck> Vouching()
    {
        LedgerRow[] vouching = [.. material.Rows.Where(row => row.Stance is not ("denies" or "dismisses" or "declines" or "asks") && Phrases.Any(row.Content, material.LanguageOf(row), "authentic"))];
        if (vouching.Length > 0 && !vouching.Any(row => row.Named))
        {
            yield return new LedgerCheck(LedgerChecks.NobodyByName,
                $"Nobody in this case vouches for the authenticity by name; it rests on {string.Join("; ", Distinct(vouching).DefaultIfEmpty("nobody who is described"))}.",
                [.. vouching.Select(row => row.Id)], Cut(vouching[0].Sentence), null,
                "Sources may ask not to be named for good reasons.", "A statement of somebody named who has seen the material.");
        }
    }

    private static List<string> Distinct(IEnumerable<LedgerRow> rows)
    {
        var known = new List<string>();
        foreach (string speaker in rows.Select(row => row.Speaker).OfType<string>())
        {
            if (!known.Exists(other => SpeakerNames.Same(other, speaker)))
            {
                known.Add(speaker);
            }
        }
        return known;
    }

    private string Outlet(string sha256) => material.Texts.First(text => text.Sha256 == sha256).Outlet;

    /// <summary>The speaker at the beginning of a sentence.</summary>
    private static string Who(LedgerRow row) => row.Speaker is { Length: > 0 } speaker ? Capital(speaker) : "Somebody who is not named";

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Words(string? words) => words is null ? "nothing of it" : $"“{Cut(words)}”";

    private static string Cut(string text) => text.Length <= Quoted * 2 ? text : text[..(Quoted * 2 - (char.IsHighSurrogate(text[Quoted * 2 - 1]) ? 1 : 0))] + " …";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Range(LedgerTime time) => time.From == time.To ? Iso(time.From) : $"{Iso(time.From)}/{Iso(time.To)}";

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
}

using System.Globalization;
using System.Resources;

namespace Tidemark.Detection.Places;

/// <summary>
/// Reads the gazetteer from the texts embedded in this assembly. They were written for Tidemark from general knowledge and hold facts
/// only: names, which state or country they belong to by ISO 3166, and what else they are.
/// </summary>
internal static class GazetteerFiles
{
    public static Gazetteer Load()
    {
        var texts = new ResourceManager("Tidemark.Places", typeof(GazetteerFiles).Assembly);
        string Text(string name) => texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"The gazetteer has no {name}.");
        var into = new Gazetteer();
        foreach (string mark in (string[])[".", ",", "-", "'", "&", ":", "!", "(", ")", "#", "@", "—", "–", "/", ";", "?", "\"", "“", "”", "|", "•", "·"])
        {
            into.Intern(mark);
        }
        foreach ((string key, string items) in Lines(Text("words")))
        {
            WordKinds kind = Enum.Parse<WordKinds>(key.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            foreach (string item in items.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries))
            {
                into.Intern(item).Kinds |= kind;
            }
        }
        foreach ((string code, string items) in Lines(Text("states")))
        {
            string[] parts = items.Split('/');
            Add(into, code, NameKind.State, parts[0]);
            Add(into, code, NameKind.Abbreviation, parts[1]);
            Add(into, code, NameKind.Demonym, parts[2]);
            Add(into, code, NameKind.Nickname, parts[3]);
            into.NameOf(code[3..]).Senses.Add(new Sense(code, NameKind.Postal, false));
            into.Places[code] = Plain(parts[0].Split(',')[0]);
        }
        foreach ((string code, string items) in Lines(Text("countries")))
        {
            string[] parts = items.Split('/');
            Add(into, code, NameKind.Country, parts[0]);
            Add(into, code, NameKind.Demonym, parts[1]);
            Add(into, code, NameKind.Town, parts.Length > 2 ? parts[2] : "");
            into.Places[code] = Plain(parts[0].Split(',')[0]);
        }
        foreach ((string file, NameKind kind) in ((string, NameKind)[])[("cities", NameKind.Town), ("townsfolk", NameKind.Demonym), ("nicknames", NameKind.Nickname), ("outlets", NameKind.Outlet)])
        {
            foreach ((string code, string items) in Lines(Text(file)))
            {
                Add(into, code, kind, items);
            }
        }
        AddTraps(into, Text("traps"));
        return into;
    }

    private static IEnumerable<(string Key, string Items)> Lines(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (line[0] != '#' && colon > 0)
            {
                yield return (line[..colon], line[(colon + 2)..]);
            }
        }
    }

    private static string Plain(string item) => item.Split(':')[0].Trim().TrimEnd('+', '!');

    private static void Add(Gazetteer into, string code, NameKind kind, string items)
    {
        foreach (string item in items.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = item.Split(':');
            string marks = parts.Length > 1 ? parts[1] : "";
            string text = parts[0];
            bool foremost = text.EndsWith('+');
            NameMarks set = (marks.Contains('f', StringComparison.Ordinal) ? NameMarks.FirstName : 0)
                | (marks.Contains('s', StringComparison.Ordinal) ? NameMarks.Surname : 0)
                | (marks.Contains('w', StringComparison.Ordinal) ? NameMarks.Word : 0)
                | (marks.Contains('e', StringComparison.Ordinal) ? NameMarks.Language : 0)
                | (text.EndsWith('!') ? NameMarks.BehindTown : 0);
            text = text.TrimEnd('+', '!');
            NameKind own = kind != NameKind.Demonym ? kind
                : marks.Contains('a', StringComparison.Ordinal) ? NameKind.DemonymAdjective
                : marks.Contains('p', StringComparison.Ordinal) ? NameKind.DemonymPlural
                : marks.Contains('n', StringComparison.Ordinal) ? NameKind.DemonymNoun
                : NameKind.Demonym;
            Put(into, text, new Sense(code, own, foremost), set);
            if (own is NameKind.Demonym or NameKind.DemonymNoun && !text.EndsWith('s'))
            {
                Put(into, text + "s", new Sense(code, NameKind.DemonymPlural, foremost), set & ~(NameMarks.FirstName | NameMarks.Word));
            }
            if (text.Contains('.', StringComparison.Ordinal) && kind != NameKind.Abbreviation)
            {
                // "St Louis" is written as often as "St. Louis".
                Put(into, text.Replace(".", "", StringComparison.Ordinal), new Sense(code, own, foremost), set);
            }
        }
    }

    private static void Put(Gazetteer into, string text, Sense sense, NameMarks marks)
    {
        Name name = into.NameOf(text);
        name.Marks |= marks;
        for (int i = 0; i < name.Senses.Count; i++)
        {
            if (name.Senses[i].Place == sense.Place)
            {
                if (sense.Foremost)
                {
                    name.Senses[i] = name.Senses[i] with { Foremost = true };
                }
                return;
            }
        }
        name.Senses.Add(sense);
    }

    private static void AddTraps(Gazetteer into, string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#')
            {
                continue;
            }
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
            {
                Trap(into, line);
                continue;
            }
            foreach (string item in line[(colon + 2)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                Trap(into, line[..colon] + " " + item);
                if (char.IsLower(item[^1]) && item[^1] != 's')
                {
                    Trap(into, line[..colon] + " " + item + "s");
                }
            }
        }
    }

    // A trap of one word would take the place's own name away, and what is a place already stays one.
    private static void Trap(Gazetteer into, string text)
    {
        if (text.Contains(' ', StringComparison.Ordinal) || text.Contains('-', StringComparison.Ordinal))
        {
            _ = into.NameOf(text);
        }
    }
}

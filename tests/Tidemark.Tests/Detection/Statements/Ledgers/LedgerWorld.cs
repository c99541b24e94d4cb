using Tidemark.Detection;
using Tidemark.Detection.Statements.Ledger;

namespace Tidemark.Tests.Detection.Statements.Ledgers;

/// <summary>
/// Invented texts about invented bodies: reports of their own, and outlets that retell them, faithfully or with one planted change each. Neutral
/// filler; nothing in it is real.
/// </summary>
internal static class LedgerWorld
{
    private static readonly string[] Bodies = ["Halden Institute", "Norvale Ministry", "Tessel Board", "Kestria Office", "Litora Group", "Veridal Service"];
    private static readonly string[] Outlets = ["Morning Courier", "Harbour Gazette", "Evening Ledger", "River Post", "Northern Tribune"];

    /// <summary>A statement, faithful retellings of it, and changed ones by kind.</summary>
    private static readonly (string Said, string[] Faithful, (string Kind, string Retold)[] Changed)[] Matters =
    [
        ("at least four of the harbour cranes may have been switched off from a distance in the night",
            ["at least four harbour cranes may have been switched off from a distance in the night", "no fewer than four of the harbour cranes might have been switched off from a distance in the night"],
            [("lost bound", "four of the harbour cranes may have been switched off from a distance in the night"), ("lost hedge", "at least four of the harbour cranes were switched off from a distance in the night")]),
        ("the water company had received 37 complaints about the meters by March 2",
            ["by March 2 the water company had received 37 complaints about the meters", "the water company had received 37 complaints about the meters by 2 March"],
            [("changed number", "the water company had received 73 complaints about the meters by March 2"), ("moved date", "the water company had received 37 complaints about the meters by March 12")]),
        ("some of the bridge inspections had been carried out without the required second engineer",
            ["several of the bridge inspections had been carried out without the required second engineer", "without the required second engineer some of the bridge inspections had been carried out"],
            [("widened scope", "all of the bridge inspections had been carried out without the required second engineer")]),
        ("a letter was sent to the treasurer of the choir from the mailbox of the caretaker",
            ["a letter to the treasurer of the choir was sent from the mailbox of the caretaker", "from the mailbox of the caretaker a letter was sent to the treasurer of the choir"],
            [("changed role", "a letter was sent from the mailbox of the treasurer to the choir")]),
        ("one survey, a study of the northern shore, was dated April 9",
            ["one survey was dated April 9, a study of the northern shore", "one survey, which studies the northern shore, was dated April 9"],
            [("spread date", "the surveys, among them a study of the northern shore, were dated April 9")]),
        ("the ferry timetable would probably be changed after the repair of the second pier",
            ["after the repair of the second pier the ferry timetable would probably be changed", "the ferry timetable would likely be changed after the repair of the second pier"],
            [("lost hedge", "the ferry timetable would be changed after the repair of the second pier")]),
    ];

    /// <summary>A world: texts, and what was planted, as kind and the retelling outlet.</summary>
    public static (IReadOnlyList<LedgerSource> Texts, IReadOnlyList<(string Kind, string Outlet)> Planted) Make(ulong seed, bool innocent)
    {
        var random = new SeededRandom(seed);
        var texts = new List<LedgerSource>();
        var planted = new List<(string, string)>();
        var retold = Outlets.ToDictionary(outlet => outlet, _ => new List<string>());
        string[] bodies = [.. Bodies.Select(body => (Key: random.Next(), body)).OrderBy(pair => pair.Key).Select(pair => pair.body)];
        for (int i = 0; i < Matters.Length; i++)
        {
            (string said, string[] faithful, (string Kind, string Retold)[] changed) = Matters[i];
            texts.Add(Text($"report {i}", bodies[i], "April 12, 2027", [$"The {bodies[i]} said that {said}."]));
            string[] outlets = [.. Outlets.Select(outlet => (Key: random.Next(), outlet)).OrderBy(pair => pair.Key).Select(pair => pair.outlet)];
            for (int k = 0; k < faithful.Length; k++)
            {
                retold[outlets[k]].Add(Sentence(bodies[i], faithful[k], (int)(random.Next() % 3)));
            }
            if (!innocent)
            {
                (string kind, string words) = changed[(int)(random.Next() % (ulong)changed.Length)];
                retold[outlets[^1]].Add(Sentence(bodies[i], words, (int)(random.Next() % 3)));
                planted.Add((kind, outlets[^1]));
            }
        }
        texts.AddRange(retold.Where(of => of.Value.Count > 0).Select(of => Text("what is reported", of.Key, "April 14, 2027", of.Value)));
        return (texts, planted);
    }

    public static LedgerSource Text(string title, string outlet, string date, IEnumerable<string> paragraphs)
    {
        string text = $"{char.ToUpperInvariant(title[0])}{title[1..]}\nBy {outlet}\n{date}\n\n{string.Join("\n\n", paragraphs)}\n";
        return LedgerSource.Of(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))), outlet + ".txt", null, text);
    }

    private static string Sentence(string body, string words, int form) => form switch
    {
        0 => $"The {body} said that {words}.",
        1 => $"{char.ToUpperInvariant(words[0])}{words[1..]}, the {body} said.",
        _ => $"According to the {body}, {words}.",
    };
}

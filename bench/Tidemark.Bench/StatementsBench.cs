using System.Diagnostics;
using System.Globalization;
using Tidemark.Detection.Statements;

namespace Tidemark.Bench;

/// <summary>
/// Statements against attributions annotated by others, in a folder laid out as PolNeAR's parts are (<c>text/*.txt</c>,
/// <c>attributions/*.ann</c> in brat's standoff form). Exact: the same set of words in source, cue or content of one attribution, over
/// whole articles, nested ones included. Speed in articles a CPU second, reading and start-up left out.
/// </summary>
internal static class StatementsBench
{
    private const int Rounds = 5;

    private static readonly string[] Roles = ["source", "cue", "content"];

    private sealed record Attribution(HashSet<int>[] Words);

    public static int Run(string folder)
    {
        var articles = new List<(string Text, List<Attribution> Gold)>();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "text"), "*.txt").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            string? annotation = Directory.EnumerateFiles(Path.Combine(folder, "attributions"), "*.ann")
                .Where(file => Path.GetFileName(file).StartsWith(name + "_", StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault();
            if (annotation is not null)
            {
                string text = File.ReadAllText(path);
                articles.Add((text, Gold(text, annotation)));
            }
        }
        List<ArticleStatements> read = [.. articles.Select(article => StatementReader.Read(article.Text))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles.Count} articles, {read.Sum(one => one.Statements.Count)} statements, {read.Sum(one => one.Statements.Count(s => s.Tier == Tier.Certain))} certain; {Speed(articles):0} articles a CPU second"));
        Console.WriteLine();
        Console.WriteLine("| tier | role | precision | recall | F1 |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((string tier, Func<Statement, bool> taken) in ((string, Func<Statement, bool>)[])[("all", _ => true), ("certain", s => s.Tier == Tier.Certain), ("uncertain", s => s.Tier == Tier.Uncertain)])
        {
            for (int role = 0; role < Roles.Length; role++)
            {
                (int hit, int said, int there) = Exact(articles, read, role, taken);
                double precision = said == 0 ? 0 : (double)hit / said;
                double recall = there == 0 ? 0 : (double)hit / there;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {tier} | {Roles[role]} | {precision:0.000} | {recall:0.000} | {(hit == 0 ? 0 : 2 * precision * recall / (precision + recall)):0.000} |"));
            }
        }
        return 0;
    }

    private static double Speed(List<(string Text, List<Attribution> Gold)> articles)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string text, _) in articles)
            {
                StatementReader.Read(text);
            }
        }
        self.Refresh();
        return Rounds * articles.Count / (self.TotalProcessorTime - before).TotalSeconds;
    }

    private static (int Hit, int Said, int There) Exact(List<(string Text, List<Attribution> Gold)> articles, List<ArticleStatements> read, int role, Func<Statement, bool> taken)
    {
        int hit = 0;
        int said = 0;
        int there = 0;
        for (int i = 0; i < articles.Count; i++)
        {
            string text = articles[i].Text;
            HashSet<string> gold = [.. articles[i].Gold.Select(one => Key(one.Words[role])).Where(key => key.Length > 0)];
            HashSet<string> given = [.. read[i].Statements.Where(taken).Select(one => Key(Words(text, Spans(one, role)))).Where(key => key.Length > 0)];
            hit += gold.Intersect(given).Count();
            said += given.Count;
            there += gold.Count;
        }
        return (hit, said, there);
    }

    private static IEnumerable<(int Start, int End)> Spans(Statement statement, int role) => role switch
    {
        0 => statement.Speaker is { } speaker ? [(speaker.Span.Start, speaker.Span.End)] : [],
        1 => statement.Cue is { } cue ? [(cue.Span.Start, cue.Span.End)] : [],
        _ => statement.Content.Select(piece => (piece.Span.Start, piece.Span.End)),
    };

    private static string Key(HashSet<int> words) => string.Join(' ', words.Order());

    // Starts of words within the spans, in code points.
    private static HashSet<int> Words(string text, IEnumerable<(int Start, int End)> spans)
    {
        var words = new HashSet<int>();
        var points = new CodePoints(text);
        foreach ((int start, int end) in spans)
        {
            bool inside = false;
            for (int i = points.ToUtf16(start); i < points.ToUtf16(end); i++)
            {
                bool letter = char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || text[i] == '_';
                if (letter && !inside)
                {
                    words.Add(i);
                }
                inside = letter;
            }
        }
        return words;
    }

    private static List<Attribution> Gold(string text, string path)
    {
        var boxes = new Dictionary<string, (int, int)[]>(StringComparer.Ordinal);
        var gold = new List<Attribution>();
        foreach (string line in File.ReadLines(path))
        {
            string[] columns = line.Split('\t');
            if (columns.Length < 2)
            {
                continue;
            }
            if (columns[0][0] == 'T')
            {
                string[] ends = columns[1][(columns[1].IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(';');
                boxes[columns[0]] = [.. ends.Select(end => (Number(end.Split(' ')[0]), Number(end.Split(' ')[1])))];
            }
            else if (columns[0][0] == 'E')
            {
                var spans = new List<(int, int)>[] { [], [], [] };
                foreach (string pair in columns[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    int role = Array.IndexOf(Roles, pair.Split(':')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').ToLowerInvariant());
                    if (role >= 0 && boxes.TryGetValue(pair.Split(':')[1], out (int, int)[]? box))
                    {
                        spans[role].AddRange(box);
                    }
                }
                gold.Add(new Attribution([.. spans.Select(role => Words(text, role))]));
            }
        }
        return gold;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

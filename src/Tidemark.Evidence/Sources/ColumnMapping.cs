using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Which column of a table holds which field of a post.</summary>
internal sealed class ColumnMapping
{
    private static readonly string[] CompleteLinkColumns = ["urls", "expandedurls", "entitiesurls", "links", "urlid"];

    private readonly int[] _columns;

    private ColumnMapping(int[] columns, string[] header)
    {
        (_columns, Header) = (columns, header);
        UtcByName = Has(PostField.Time) && PostFields.Plain(Column(PostField.Time)).EndsWith("utc", StringComparison.Ordinal);
        string url = Has(PostField.Url) ? PostFields.Plain(Column(PostField.Url)) : "";
        LinksAreComplete = CompleteLinkColumns.Contains(url);
        IsShareTable = Has(PostField.Object);
        string[] plain = [.. header.Select(PostFields.Plain)];
        IsXArchive = plain.Contains("tweetid") && plain.Contains("tweettime") && plain.Contains("userid")
            && plain.Contains("tweettext");
    }

    /// <summary>The columns, as the header names them.</summary>
    public string[] Header { get; }

    /// <summary>Whether the time column's name says UTC.</summary>
    public bool UtcByName { get; }

    /// <summary>Whether the link column holds all links of a post, so that those in the text are the same again.</summary>
    public bool LinksAreComplete { get; }

    /// <summary>Whether the table names shared objects itself: then a row without one is refused, and nothing is read from texts.</summary>
    public bool IsShareTable { get; }

    /// <summary>Whether this is an X information-operations archive, whose times are in UTC by definition.</summary>
    public bool IsXArchive { get; }

    /// <summary>The place of the column of a field, or -1.</summary>
    public int this[PostField field] => _columns[(int)field];

    /// <summary>Whether there is a column for a field.</summary>
    public bool Has(PostField field) => _columns[(int)field] >= 0;

    /// <summary>The name of the column of a field.</summary>
    public string Column(PostField field) => Header[_columns[(int)field]];

    /// <summary>The choices made, in the order of the fields.</summary>
    public IReadOnlyList<ColumnChoice> Choices =>
        [.. Enum.GetValues<PostField>().Where(Has).Select(f => new ColumnChoice(PostFields.Name(f), Column(f)))];

    /// <summary>Chooses columns: those the user names first, then the usual names, best first.</summary>
    public static Parsed<ColumnMapping> Choose(string file, string[] header, IReadOnlyList<ColumnChoice> map)
    {
        SourceLocation where = new(file, 1, 0);
        int[] columns = new int[PostFields.Count];
        Array.Fill(columns, -1);
        foreach (ColumnChoice choice in map)
        {
            int column = Array.IndexOf(header, choice.Column);
            if (column < 0 || PostFields.Find(choice.Field) is not PostField field)
            {
                return Parsed<ColumnMapping>.Failed(where, column < 0
                    ? $"there is no column '{choice.Column}' for --map {choice.Field}={choice.Column}; {List(header)}"
                    : $"there is no field '{choice.Field}' for --map; the fields are {string.Join(", ", PostFields.Names)}");
            }
            columns[(int)field] = column;
        }
        string[] plain = [.. header.Select(PostFields.Plain)];
        if (IsCrowdTangle(plain))
        {
            // Its column URL is the post itself; what the post shares stands in Link and Final Link.
            Take(PostField.Id, "url");
            Take(PostField.Url, "finallink");
            Take(PostField.Url, "link");
        }
        foreach (PostField field in Enum.GetValues<PostField>())
        {
            if (columns[(int)field] >= 0)
            {
                continue;
            }
            foreach (string name in PostFields.Columns(field))
            {
                int column = Array.IndexOf(plain, name);
                if (column < 0 || columns.Contains(column))
                {
                    continue;
                }
                if (Array.LastIndexOf(plain, name) != column)
                {
                    return Parsed<ColumnMapping>.Failed(where,
                        $"more than one column is called '{header[column]}', so the {PostFields.Name(field)} is not clear; {List(header)}. "
                        + $"Say which: --map {PostFields.Name(field)}=COLUMN");
                }
                columns[(int)field] = column;
                break;
            }
        }
        if (map.Count == 0 && LooksLikeAccounts(plain, columns[(int)PostField.Text]))
        {
            return Parsed<ColumnMapping>.Failed(where, $"this looks like a table of accounts, not of posts; {List(header)}. "
                + "If it holds posts, say where: --map text=COLUMN");
        }
        foreach (PostField field in (PostField[])[PostField.Account, PostField.Time])
        {
            if (columns[(int)field] < 0)
            {
                return Parsed<ColumnMapping>.Failed(where,
                    $"no column is known to hold the {PostFields.Name(field)} of a post; {List(header)}. Say which: --map {PostFields.Name(field)}=COLUMN");
            }
        }
        bool nothingShared = Enumerable.Range((int)PostField.Text, (int)PostField.Media - (int)PostField.Text + 1)
            .All(f => f == (int)PostField.Language || columns[f] < 0);
        return nothingShared && columns[(int)PostField.Id] < 0
            ? Parsed<ColumnMapping>.Failed(where, $"no column holds a text, a link, an object or anything else that posts can share; {List(header)}. "
                + "Say which: --map text=COLUMN")
            : Parsed<ColumnMapping>.Of(new ColumnMapping(columns, header));

        void Take(PostField field, string name)
        {
            int column = Array.IndexOf(plain, name);
            columns[(int)field] = columns[(int)field] < 0 ? column : columns[(int)field];
        }
    }

    /// <summary>The choices as a sentence.</summary>
    public string Sentence()
    {
        StringBuilder sentence = new("columns taken: ");
        sentence.AppendJoin(", ", Choices.Select(c => $"{c.Field} from '{c.Column}'"));
        return sentence.ToString();
    }

    private static bool IsCrowdTangle(string[] plain) =>
        plain.Contains("postcreated") && plain.Contains("url") && (plain.Contains("link") || plain.Contains("finallink"));

    /// <summary>Profiles have a name, a date and a description, and would pass for posts that were made when the account was.</summary>
    private static bool LooksLikeAccounts(string[] plain, int text) =>
        (text < 0 || plain[text] is "description") && !plain.Contains("objectid")
        && plain.Any(p => p is "followerscount" or "publicmetricsfollowerscount" or "friendscount" or "statusescount" or "profileimageurl");

    private static string List(string[] header)
    {
        const int Shown = 40;
        string columns = string.Join(", ", header.Take(Shown).Select(h => $"'{TimeText.Shown(Encoding.UTF8.GetBytes(h))}'"));
        return header.Length > Shown ? $"the first {Shown} of {header.Length} columns are {columns}" : $"the columns are {columns}";
    }
}

using System.Text;
using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.Tests.Evidence.Custody;

/// <summary>A case in a folder of its own that goes when the test is over.</summary>
internal sealed class TestCase : IDisposable
{
    private long _seconds = 1_700_000_000;

    public TestCase()
    {
        Folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;
        Root = Path.Combine(Folder, "case");
    }

    public string Folder { get; }

    public string Root { get; }

    public UnixTime Now() => UnixTime.FromSeconds(_seconds++);

    public static TestCase Created()
    {
        var test = new TestCase();
        CaseFolder.Create(test.Root, "title: a test\n", test.Now(), "test").Value.Dispose();
        return test;
    }

    public string File(string name, string content)
    {
        string path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    public CaseFolder Open() => CaseFolder.OpenForWriting(Root).Value;

    /// <summary>Takes a file in and finishes its addition, as the command does when the reading went well.</summary>
    public Taken Add(string name, string content, Action<string>? betweenSteps = null)
    {
        string path = File(name, content);
        using CaseFolder folder = Open();
        folder.Journal.BetweenSteps = betweenSteps;
        var addition = new Addition(folder, Now) { BetweenSteps = betweenSteps };
        using FileStream source = RegularFile.Open(path).Value;
        Taken taken = addition.Take(source, name, null, ReadingChoice.None, CancellationToken.None).Value;
        betweenSteps?.Invoke("taken");
        if (!taken.Already)
        {
            addition.Finish(taken.Original, new ReadingReport { Format = "text" });
        }
        return taken;
    }

    public AuditReport Audit() => Tidemark.Evidence.Custody.Audit.Run(Root, null, CancellationToken.None).Value;

    public string PathOf(Original original) => Originals.PathOf(Root, original.Sha256);

    /// <summary>Every file of the record with its bytes: journal, head, originals.</summary>
    public SortedDictionary<string, byte[]> Content(bool journal = true)
    {
        var content = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(Root, path);
            if (name.StartsWith("evidence", StringComparison.Ordinal) || (journal && name.StartsWith("journal", StringComparison.Ordinal)))
            {
                content.Add(name, System.IO.File.ReadAllBytes(path));
            }
        }
        return content;
    }

    /// <summary>Enters what lies in findings/ in the journal, as a detector that wrote it does.</summary>
    public static void Detected(string root)
    {
        using CaseFolder folder = CaseFolder.OpenForWriting(root).Value;
        folder.Journal.Append(UnixTime.FromSeconds(1_700_000_050), JournalKind.Detected, json =>
        {
            json.WriteString("detector", "coordination");
            json.WriteStartObject("files");
            foreach (string path in Directory.GetFiles(Path.Combine(root, CaseFolder.FindingsName)))
            {
                json.WriteString(Path.GetFileName(path), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(path))));
            }
            json.WriteEndObject();
        });
    }

    public static void Overwrite(string path, byte[] bytes)
    {
        if (!OperatingSystem.IsWindows() && System.IO.File.Exists(path))
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        System.IO.File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

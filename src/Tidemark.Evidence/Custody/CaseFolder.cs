using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// A case folder, opened and locked: for writing by one process alone, for reading by several at once. Disposing it releases the lock.
/// </summary>
/// <remarks>
/// Not a single byte is written outside the folder, and no part of the record may be a link that leads outside.
/// </remarks>
public sealed class CaseFolder : IDisposable
{
    /// <summary>The file that says what the case is about; people edit it.</summary>
    public const string CaseFile = "case.yaml";

    /// <summary>The folder of findings.</summary>
    public const string FindingsName = "findings";

    /// <summary>The folder of reports and exports.</summary>
    public const string OutName = "out";

    private const string IndexName = "index.duckdb";

    /// <summary>How long to wait for another process that is just ending.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string[] Folders = [Originals.FolderName, Originals.IncomingName, FindingsName, OutName];

    private readonly FileStream _lock;
    private readonly Journal? _journal;
    private readonly IReadOnlyList<JournalEntry> _entries;

    private CaseFolder(string root, FileStream held, Journal? journal, IReadOnlyList<JournalEntry> entries)
    {
        (Root, _lock, _journal, _entries) = (root, held, journal, entries);
        Record = new CaseRecord(entries);
    }

    /// <summary>The folder as the user named it.</summary>
    public string Root { get; }

    /// <summary>The journal, for appending.</summary>
    /// <exception cref="InvalidOperationException">The case was opened for reading.</exception>
    public Journal Journal => _journal ?? throw new InvalidOperationException($"The case {Root} was opened for reading.");

    /// <summary>Whether the case was opened for writing.</summary>
    public bool Writable => _journal is not null;

    /// <summary>The journal's entries, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _journal?.Entries ?? _entries;

    /// <summary>What the journal says is in the case.</summary>
    public CaseRecord Record { get; private set; }

    /// <summary>SHA-256 of the journal's last line.</summary>
    public string Head => Entries[^1].Hash;

    /// <summary>Where the index lies.</summary>
    public string IndexPath => Path.Combine(Root, IndexName);

    /// <summary>What was interrupted and settled when the case was opened for writing; null where nothing was.</summary>
    public string? Recovered { get; private init; }

    /// <summary>Creates a case, or finishes one whose creation was interrupted.</summary>
    /// <param name="root">The folder; its parent exists.</param>
    /// <param name="caseYaml">What case.yaml shall say.</param>
    /// <param name="now">The caller's clock.</param>
    /// <param name="tool">Name and version of the program.</param>
    public static Parsed<CaseFolder> Create(string root, string caseYaml, UnixTime now, string tool)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (File.Exists(root))
        {
            return Failed(root, "there is a file of this name; name a folder that does not exist yet");
        }
        if (Foreign(root) is { } foreign)
        {
            return Failed(root, foreign);
        }
        if (Directory.Exists(root))
        {
            if (JournalReading.Read(root).Unfinished != UnfinishedAppend.Creation)
            {
                return Failed(root, "there is a case in this folder already; add to it with `tidemark add`, or name another folder");
            }
            if (BeyondCreation(root) is { } more)
            {
                return Failed(root, HoldsCase(root) ? JournalGone(more) : $"the folder is not empty ({more}); a case starts in a folder of its own");
            }
        }
        Directory.CreateDirectory(root);
        if (CaseLock.TryTake(root, forWriting: true, Patience) is not { } held)
        {
            return Busy(root);
        }
        try
        {
            foreach (string name in Folders)
            {
                Directory.CreateDirectory(Path.Combine(root, name));
            }
            string caseFile = Path.Combine(root, CaseFile);
            if (!File.Exists(caseFile))
            {
                Durable.Write(caseFile + ".new", Encoding.UTF8.GetBytes(caseYaml));
                Durable.Move(caseFile + ".new", caseFile);
            }
            Journal journal = Journal.Start(root, now, writer => writer.WriteString("tool", tool));
            return Parsed<CaseFolder>.Of(new CaseFolder(root, held, journal, journal.Entries));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a case for writing, settles what an interruption left, and refuses one whose record was changed.</summary>
    public static Parsed<CaseFolder> OpenForWriting(string root) => Open(root, forWriting: true);

    /// <summary>Opens a case for reading; nothing is changed.</summary>
    public static Parsed<CaseFolder> OpenForReading(string root) => Open(root, forWriting: false);

    /// <summary>The case in whose record a path lies, be it there or not; null if it lies in none or in the case's folder of results.</summary>
    /// <param name="realPath">A full path without links.</param>
    public static string? RecordAround(string realPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(realPath);
        for (string? root = realPath; root is not null; root = Path.GetDirectoryName(root))
        {
            string results = Path.Combine(root, OutName);
            if (HoldsCase(root) && realPath != results && !realPath.StartsWith(results + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return root;
            }
        }
        return null;
    }

    /// <summary>Folds the journal again after entries were appended.</summary>
    public void Refresh() => Record = new CaseRecord(Entries);

    /// <summary>Opens an original for reading.</summary>
    public Parsed<FileStream> OpenOriginal(string sha256) => Originals.Open(Root, sha256);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Takes the lock of a folder that is or may be a case, without looking at its journal.</summary>
    internal static Parsed<FileStream> Lock(string root, bool forWriting)
    {
        if (!Directory.Exists(root))
        {
            return Parsed<FileStream>.Failed(new SourceLocation(root, 0, 0), File.Exists(root)
                ? "this is a file, and a case is a folder"
                : "there is no such case; `tidemark new` creates one");
        }
        if (Foreign(root) is { } foreign)
        {
            return Parsed<FileStream>.Failed(new SourceLocation(root, 0, 0), foreign);
        }
        if (!HoldsCase(root) && !File.Exists(Path.Combine(root, CaseLock.FileName)))
        {
            return Parsed<FileStream>.Failed(new SourceLocation(root, 0, 0), "this folder is not a case; `tidemark new` creates one");
        }
        return CaseLock.TryTake(root, forWriting, Patience) is { } held
            ? Parsed<FileStream>.Of(held)
            : Parsed<FileStream>.Failed(new SourceLocation(root, 0, 0), BusyReason);
    }

    private static Parsed<CaseFolder> Open(string root, bool forWriting)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Parsed<FileStream> held = Lock(root, forWriting);
        if (!held.Ok)
        {
            return Parsed<CaseFolder>.Failed(held.Fault);
        }
        try
        {
            JournalReading reading = JournalReading.Read(root);
            Parsed<CaseFolder>? refused = Refuse(root, reading);
            if (refused is not null)
            {
                held.Value.Dispose();
                return refused.Value;
            }
            Journal? journal = null;
            string? recovered = null;
            if (forWriting)
            {
                journal = Journal.Open(root, reading);
                recovered = Interruptions.Settle(root, journal);
            }
            return Parsed<CaseFolder>.Of(new CaseFolder(root, held.Value, journal, reading.Entries) { Recovered = recovered });
        }
        catch
        {
            held.Value.Dispose();
            throw;
        }
    }

    private static Parsed<CaseFolder>? Refuse(string root, JournalReading reading)
    {
        if (reading.Unfinished == UnfinishedAppend.Creation)
        {
            return Failed(root, BeyondCreation(root) is { } more
                ? JournalGone(more)
                : $"creating this case was interrupted; `tidemark new {root}` finishes it");
        }
        return reading.Faults.Count == 0
            ? null
            : Failed(root, $"the record of this case was changed ({reading.Faults[0]}); `tidemark audit` tells all of it. "
                + "Nothing is added to a record that cannot be trusted: restore it from a copy");
    }

    private const string BusyReason = "another Tidemark process is working on this case; wait until it is done, then try again";

    private static Parsed<CaseFolder> Busy(string root) => Failed(root, BusyReason);

    private static Parsed<CaseFolder> Failed(string root, string reason) =>
        Parsed<CaseFolder>.Failed(new SourceLocation(root, 0, 0), reason);

    /// <summary>Whether anything in a folder says that it is a case, or was one: what it lacks is for the audit to say.</summary>
    private static bool HoldsCase(string root) =>
        File.Exists(Path.Combine(root, JournalReading.JournalFile)) || File.Exists(Path.Combine(root, JournalReading.HeadFile))
        || (File.Exists(Path.Combine(root, CaseLock.FileName)) && File.Exists(Path.Combine(root, CaseFile)))
        || (Directory.Exists(Path.Combine(root, Originals.FolderName)) && File.Exists(Path.Combine(root, CaseFile)));

    /// <summary>
    /// What a folder without a journal holds that no interrupted creation leaves there; null if nothing. With it, the journal is not
    /// missing because it was never begun.
    /// </summary>
    internal static string? BeyondCreation(string root)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(root).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(entry);
            if (!IsOurs(name))
            {
                return name;
            }
            if (Directory.Exists(entry) && Directory.EnumerateFileSystemEntries(entry).Order(StringComparer.Ordinal).FirstOrDefault() is { } inside)
            {
                return $"{name}/{Path.GetFileName(inside)}";
            }
        }
        return null;
    }

    /// <summary>What is said of a case whose record is gone.</summary>
    internal static string JournalGone(string more) =>
        $"{JournalReading.JournalFile} and {JournalReading.HeadFile} are missing, though the folder holds {more}, which comes after them: the record of this case was removed. Restore it from a copy";

    private static bool IsOurs(string name) =>
        name is CaseFile or CaseFile + ".new" or CaseLock.FileName or JournalReading.JournalFile or JournalReading.ComingHeadFile
        || Folders.Contains(name, StringComparer.Ordinal);

    /// <summary>
    /// Which part of the record is none of the case's own, or null: a link may lead outside, and opening a pipe or a device may wait
    /// for ever.
    /// </summary>
    private static string? Foreign(string root)
    {
        string[] names =
        [
            .. Folders, CaseLock.FileName, CaseFile, JournalReading.JournalFile, JournalReading.HeadFile, JournalReading.ComingHeadFile,
            IndexName, IndexName + ".wal", IndexName + ".tmp",
        ];
        foreach (string name in names)
        {
            string path = Path.Combine(root, name);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return $"{name} is a link; a case holds its own files";
            }
            if (RegularFile.IsSpecial(path))
            {
                return $"{name} is a pipe, socket or device; a case holds its own files. Remove it, or restore the case from a copy";
            }
        }
        return null;
    }
}

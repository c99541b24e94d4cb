using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Tidemark.Tests.Hostile;

/// <summary>
/// Files and things at paths with which somebody could stop, mislead or break into whoever opens them. All are made here, from
/// filler text; the ones that unpack to much are small on the disk.
/// </summary>
internal sealed class Corpus : IDisposable
{
    private const string Header = "account_id,content_id,object_id,timestamp_share\n";

    /// <summary>Small files, by a name that says what is wrong with them.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> Small { get; } = new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
    {
        ["empty.csv"] = () => [],
        ["one byte.csv"] = () => "x"u8.ToArray(),
        ["one line end.csv"] = () => "\n"u8.ToArray(),
        ["nuls.csv"] = () => new byte[65536],
        ["noise.csv"] = () => Noise(65536),
        ["only a mark.csv"] = () => [0xEF, 0xBB, 0xBF],
        ["only a UTF-16 mark.csv"] = () => [0xFF, 0xFE],
        ["half a UTF-16 character.csv"] = () => [0xFF, 0xFE, 0x61, 0x00, 0x62],
        ["invalid UTF-8.csv"] = () => [.. Bytes(Header), 0xC3, 0x28, 0x2C, 0xFF, 0x2C, 0xED, 0xA0, 0x80, 0x2C, 0x31, 0x0A],
        ["only a header.csv"] = () => Bytes(Header),
        ["wrong header.csv"] = () => Bytes("colour,shape\nred,round\n"),
        ["header twice.csv"] = () => Bytes("account_id,account_id,object_id,timestamp_share,content_id,content_id\na,b,c,1,d,e\n"),
        ["a hundred thousand columns.csv"] = () => Bytes(string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}")) + "\n1\n"),
        ["header that acts.csv"] = () => Bytes("\u001b]0;owned\u0007,\u202Eaccount_id,\u0000,col\u009b31m\n1,2,3,4\n"),
        ["values that act.csv"] = () => Bytes(Header + "a,b,c,\u001b[2J\u202E\u0007\n\u001b[31m,b,c,1\nx,\u0085,\u2028,notatime\u001b\n"),
        ["open quote.csv"] = () => Bytes(Header + "\"a,b,c,1\nd,e,f,2\n"),
        ["quotes everywhere.csv"] = () => Bytes(Header + "a\"b,\"c\"d,\"\"\"\",\"1\n\n\n"),
        ["ragged.csv"] = () => Bytes(Header + "a\na,b,c,1,2,3,4,5\n,,,\n\n,\n"),
        ["NUL in a row.csv"] = () => Bytes(Header + "a\0b,c,d,1\ne,f,g,2\n"),
        ["returns only.csv"] = () => Bytes(Header.Replace('\n', '\r') + "a,b,c,1\rd,e,c,2\r"),
        ["times out of range.csv"] = () => Bytes(Header + "a,b,c,1e308\nd,e,c,NaN\nf,g,c,-99999999999999999999\nh,i,c,9223372036854775807\nj,k,c,0000-00-00T99:99:99Z\nl,m,c,9999-12-31T23:59:59Z\nn,o,c,-9223372036854775808\n"),
        ["formulas.csv"] = () => Bytes(Header + "=cmd|' /C x'!A0,+1,@SUM(A1),1\n-2+3,\t=1,\r=1,2\n"),
        ["good.csv"] = () => Bytes(Header + string.Concat(Enumerable.Range(0, 200).Select(i => $"account{i % 7},post{i},object{i % 5},{1_700_000_000 + i * 13}\n"))),
        ["deep array.json"] = () => Bytes(new string('[', 1_000_000)),
        ["deep object.jsonl"] = () => Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 200_000))),
        ["closed deep array.jsonl"] = () => Bytes("{\"id\":" + new string('[', 100_000) + new string(']', 100_000) + "}\n"),
        ["broken lines.jsonl"] = () => Bytes("{\"id\":\"1\",\n}\n{\"id\":}\nnull\n[]\n3\n\"x\"\n{}\n{\"id\":\"2\"\n"),
        ["lone surrogates.jsonl"] = () => Bytes("{\"id\":\"1\",\"author_id\":\"\\ud800\",\"created_at\":\"2024-01-01T00:00:00Z\",\"text\":\"\\udfff\\u0000\\u001b]0;x\"}\n"),
        ["large numbers.jsonl"] = () => Bytes("{\"id\":1e999999,\"author_id\":" + new string('9', 5000) + ",\"created_at\":1e400,\"text\":-0}\n"),
        ["twice the same key.jsonl"] = () => Bytes("{\"id\":\"1\",\"id\":\"2\",\"author_id\":\"a\",\"author_id\":{},\"created_at\":[],\"text\":7}\n"),
        ["keys that act.jsonl"] = () => Bytes("{\"\\u001b[2J\":1,\"\u202E\":2,\"created_at\":\"\\u001b[31m\"}\n"),
        ["cut.jsonl"] = () => Bytes("{\"id\":\"1\",\"author_id\":\"a\",\"created_at\":\"2024-01-01T00:00:00Z\",\"text\":\"so fa"),
        ["cut.csv.gz"] = () => Gzip(Bytes(Header + new string('a', 5000)))[..40],
        ["changed.csv.gz"] = () => Changed(Gzip(Bytes(Header + "a,b,c,1\nd,e,c,2\n")), -6),
        ["tail.csv.gz"] = () => [.. Gzip(Bytes(Header + "a,b,c,1\n")), .. Noise(300)],
        ["gzip in gzip.csv.gz"] = () => Gzip(Gzip(Bytes(Header + "a,b,c,1\n"))),
        ["no gzip at all.csv.gz"] = () => Bytes(Header + "a,b,c,1\nd,e,c,2\n"),
        ["gigabyte of nothing.csv.gz"] = () => Repeated(Gzip(new byte[16 << 20]), 64),
        ["gigabyte of line ends.csv.gz"] = () => [.. Gzip(Bytes(Header)), .. Repeated(Gzip(Filled('\n', 16 << 20)), 64)],
        ["gigabyte of one cell.csv.gz"] = () => [.. Gzip(Bytes(Header + "a,b,\"")), .. Repeated(Gzip(Filled('x', 16 << 20)), 64)],
        ["gigabyte of one string.jsonl.gz"] = () => [.. Gzip(Bytes("{\"id\":\"")), .. Repeated(Gzip(Filled('x', 16 << 20)), 64)],
        ["gigabyte of commas.csv.gz"] = () => [.. Gzip(Bytes(Header)), .. Repeated(Gzip(Filled(',', 16 << 20)), 64)],
        ["large window.csv.zst"] = () => [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xF8, 0x01, 0x00, 0x00],
        ["cut.csv.zst"] = () => [0x28, 0xB5, 0x2F, 0xFD, 0x24],
        ["noise.csv.zst"] = () => [0x28, 0xB5, 0x2F, 0xFD, .. Noise(2000)],
        ["archive.zip"] = () => Zip("../../outside.csv", Header + "a,b,c,1\n"),
        ["workbook.xlsx"] = () => Zip("[Content_Types].xml", "<Types/>"),
        ["picture.png"] = () => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Noise(200)],
        ["document.pdf"] = () => Bytes("%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj\n%%EOF"),
        ["program.csv"] = () => [0x7F, .. "ELF"u8, 2, 1, 1, .. Noise(500)],
        ["message.msg"] = () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Noise(1000)],
        ["database.csv"] = () => [.. "SQLite format 3\0"u8, .. new byte[1000]],
        ["index.duckdb"] = () => [.. new byte[8], .. "DUCK"u8, .. Noise(4096)],
        ["table.parquet"] = () => [.. "PAR1"u8, .. Noise(400), .. "PAR1"u8],
        ["page.html"] = () => Bytes("<!doctype html><script>alert(1)</script><meta http-equiv=refresh content='0;url=https://host.example'>"),
        ["message.eml"] = () => Bytes("From: a@b.example\r\nTo: c@d.example\r\nSubject: =?utf-8?B?" + new string('A', 3000) + "?=\r\nDate: never\r\n\r\n\u001b[2J"),
        ["case.yaml"] = () => Bytes("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"),
        ["\u001b[2Jname that acts\u202E.csv"] = () => Bytes(Header + "a,b,c\n"),
        ["line\nend.csv"] = () => [],
        ["it's; DROP TABLE posts--.csv"] = () => Bytes(Header + "a,b,c,1\nd,e,c,2\n"),
        ["star*?[a-z]{x}.csv"] = () => Bytes(Header + "a,b,c,1\nd,e,c,2\n"),
        ["$(touch owned)`id`%s%n.csv"] = () => Bytes(Header + "a,b,c,1\nd,e,c,2\n"),
        [new string('n', 250) + ".csv"] = () => Bytes(Header + "a,b,c,1\nd,e,c,2\n"),
    };

    /// <summary>What stands at a path without being a file to read, or is none at all.</summary>
    public static IReadOnlyList<string> Things { get; } =
        ["folder", "case folder", "pipe", "socket", "link in a circle", "link to nowhere", "link to a folder", "missing.csv", "", "/dev/null", "/dev/zero", "/dev/tty", "/proc/self/mem"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-hostile-").FullName;
    private readonly List<IDisposable> _open = [];

    public Corpus()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        Directory.CreateDirectory(Path.Combine(_folder, "case folder"));
        File.WriteAllText(Path.Combine(_folder, "case folder", "case.yaml"), "title: x\n");
        File.WriteAllText(Path.Combine(_folder, "case folder", "notes.txt"), "so that nobody makes a case of it\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "link in a circle"), Path.Combine(_folder, "link in a circle"));
        File.CreateSymbolicLink(Path.Combine(_folder, "link to nowhere"), Path.Combine(_folder, "gone"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link to a folder"), Path.Combine(_folder, "folder"));
        if (!OperatingSystem.IsWindows())
        {
            using var mkfifo = Process.Start("mkfifo", [Path.Combine(_folder, "pipe")]);
            mkfifo.WaitForExit();
            Listen();
        }
    }

    /// <summary>An empty folder of its own.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, $"work{Interlocked.Increment(ref _works)}")).FullName;

    private int _works;

    /// <summary>The path of a small file or a thing; files are written when first asked for.</summary>
    public string At(string name)
    {
        if (name.Length == 0 || name[0] == '/')
        {
            return name;
        }
        string path = Path.Combine(_folder, name);
        if (Small.TryGetValue(name, out Func<byte[]>? make))
        {
            lock (Small)
            {
                if (!File.Exists(path))
                {
                    File.WriteAllBytes(path, make());
                }
            }
        }
        return path;
    }

    public void Dispose()
    {
        _open.ForEach(thing => thing.Dispose());
        // Originals in a case are read-only, and so may be their folders.
        using (var chmod = OperatingSystem.IsWindows() ? null : Process.Start("chmod", ["-R", "u+w", _folder]))
        {
            chmod?.WaitForExit();
        }
        Directory.Delete(_folder, recursive: true);
    }

#pragma warning disable RS0030 // A socket in the file system, to see that it is refused; it has no address outside this folder.
    private void Listen()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _open.Add(socket);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "socket")));
    }
#pragma warning restore RS0030

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Filled(char letter, int length)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill((byte)letter);
        return bytes;
    }

    /// <summary>Bytes without a pattern, the same on each run.</summary>
    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        ulong state = 0x9E3779B97F4A7C15;
        for (int i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[i] = (byte)(state >> 32 & 0xFF);
        }
        return bytes;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }
        return packed.ToArray();
    }

    private static byte[] Repeated(byte[] member, int times)
    {
        byte[] all = new byte[member.Length * times];
        for (int i = 0; i < times; i++)
        {
            member.CopyTo(all, i * member.Length);
        }
        return all;
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x55;
        return bytes;
    }

    private static byte[] Zip(string name, string content)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(Bytes(content));
        }
        return bytes.ToArray();
    }
}

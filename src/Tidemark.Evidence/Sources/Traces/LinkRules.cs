using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>The rules of <c>link-rules.txt</c>: what makes two addresses one page is data, so that a person can read and dispute it.</summary>
internal sealed class LinkRules
{
    private readonly List<byte[]> _prefixes = [];
    private readonly ParameterSet _everywhere = new();
    private readonly Names _dropHosts = new();
    private readonly List<ParameterSet> _dropsOn = [];
    private readonly Names _aliasFrom = new();
    private readonly List<byte[]> _aliasTo = [];
    private readonly List<Move> _moves = [];
    private readonly List<(byte[] Place, byte[][] Parameters)> _unwraps = [];
    private readonly Names _short = new();
    private readonly Names _formed = new();

    private LinkRules(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length > 0 && words[0][0] != '#')
            {
                Add(words);
            }
        }
    }

    /// <summary>The rules built into this program.</summary>
    public static LinkRules BuiltIn { get; } = Load();

    /// <summary>Whether a host forwards to pages that cannot be known without asking it.</summary>
    public bool IsShortener(ReadOnlySpan<byte> host) => _short.Find(host) >= 0;

    /// <summary>The host without labels that name a form of the site, and under its first name.</summary>
    public ReadOnlySpan<byte> Site(ReadOnlySpan<byte> host)
    {
        host = Alias(host);
        for (int rounds = 0; rounds < 3; rounds++)
        {
            int before = host.Length;
            foreach (byte[] prefix in _prefixes)
            {
                // "m.me" and "www.com" are sites themselves.
                if (host.StartsWith(prefix) && host[prefix.Length..].Contains((byte)'.'))
                {
                    host = host[prefix.Length..];
                    break;
                }
            }
            if (host.Length == before)
            {
                break;
            }
        }
        return Alias(host);
    }

    /// <summary>The parameters that say nothing about the page on this host and those above it; null where there are none of its own.</summary>
    public ParameterSet? DropsOn(ReadOnlySpan<byte> host)
    {
        while (true)
        {
            int found = _dropHosts.Find(host);
            if (found >= 0)
            {
                return _dropsOn[found];
            }
            int dot = host.IndexOf((byte)'.');
            if (dot < 0)
            {
                return null;
            }
            host = host[(dot + 1)..];
        }
    }

    /// <summary>Whether <see cref="ForwardedBy"/> or <see cref="TryMove"/> can say anything of a host: one look instead of a walk.</summary>
    public bool HasForms(ReadOnlySpan<byte> host) => _formed.Find(host) >= 0;

    /// <summary>Whether a parameter says only where a click came from.</summary>
    public bool IsTracking(ReadOnlySpan<byte> name, ParameterSet? ofHost) => _everywhere.Has(name) || (ofHost is not null && ofHost.Has(name));

    /// <summary>The parameters that hold the link where a page only forwards.</summary>
    public byte[][]? ForwardedBy(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path)
    {
        foreach ((byte[] place, byte[][] parameters) in _unwraps)
        {
            int slash = place.AsSpan().IndexOf((byte)'/');
            ReadOnlySpan<byte> placeHost = slash < 0 ? place : place.AsSpan(0, slash);
            if (host.SequenceEqual(placeHost) && (slash < 0 || path.TrimEnd((byte)'/').SequenceEqual(place.AsSpan(slash))))
            {
                return parameters;
            }
        }
        return null;
    }

    /// <summary>Another form of the same page.</summary>
    public bool TryMove(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, [NotNullWhen(true)] out Move? move)
    {
        foreach (Move candidate in _moves)
        {
            if (host.SequenceEqual(candidate.Host) && path.Length > candidate.Path.Length && path.StartsWith(candidate.Path))
            {
                move = candidate;
                return true;
            }
        }
        move = null;
        return false;
    }

    private static LinkRules Load()
    {
        using Stream stream = typeof(LinkRules).Assembly.GetManifestResourceStream("link-rules.txt")
            ?? throw new InvalidOperationException("link-rules.txt is not built into the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return new LinkRules(reader.ReadToEnd().Split('\n'));
    }

    private static byte[] Bytes(string word) => Encoding.UTF8.GetBytes(word);

    private ReadOnlySpan<byte> Alias(ReadOnlySpan<byte> host)
    {
        int found = _aliasFrom.Find(host);
        return found >= 0 ? _aliasTo[found] : host;
    }

    private void Add(string[] words)
    {
        switch (words)
        {
            case ["prefix", .. string[] prefixes]:
                _prefixes.AddRange(prefixes.Select(Bytes));
                break;
            case ["drop", .. string[] names]:
                _everywhere.Add(names);
                break;
            case ["on", string host, "drop", .. string[] names]:
                int at = _dropHosts.Intern(host);
                if (at == _dropsOn.Count)
                {
                    _dropsOn.Add(new ParameterSet());
                }
                _dropsOn[at].Add(names);
                break;
            case ["alias", string from, string to]:
                _aliasFrom.Intern(from);
                _aliasTo.Add(Bytes(to));
                break;
            case ["move", string host, string path, string toHost, string toPath, string name]:
                _formed.Intern(host);
                _moves.Add(new Move(Bytes(host), Bytes(path), Bytes(toHost), Bytes(toPath), Bytes(name)));
                break;
            case ["unwrap", string place, .. string[] names]:
                _formed.Intern(place.Split('/')[0]);
                _unwraps.Add((Bytes(place), [.. names.Select(Bytes)]));
                break;
            case ["short", .. string[] hosts]:
                foreach (string host in hosts)
                {
                    _short.Intern(host);
                }
                break;
            default:
                throw new InvalidOperationException($"link-rules.txt: '{string.Join(' ', words)}' is no rule.");
        }
    }

    /// <summary>A page of <paramref name="Host"/> below <paramref name="Path"/> is another page's parameter.</summary>
    internal sealed record Move(byte[] Host, byte[] Path, byte[] ToHost, byte[] ToPath, byte[] Parameter);

    /// <summary>Names of parameters, some of them only by their beginning; compared without case.</summary>
    internal sealed class ParameterSet
    {
        private readonly Names _names = new(64);
        private readonly List<byte[]> _beginnings = [];

        public void Add(IEnumerable<string> names)
        {
            foreach (string name in names)
            {
                if (name.EndsWith('*'))
                {
                    _beginnings.Add(Bytes(name[..^1]));
                }
                else
                {
                    _names.Intern(name);
                }
            }
        }

        public bool Has(ReadOnlySpan<byte> name)
        {
            if (name.Length is 0 or > 64)
            {
                return false;
            }
            Span<byte> lower = stackalloc byte[name.Length];
            if (Ascii.ToLower(name, lower, out _) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }
            if (_names.Find(lower) >= 0)
            {
                return true;
            }
            foreach (byte[] beginning in _beginnings)
            {
                if (lower.StartsWith(beginning))
                {
                    return true;
                }
            }
            return false;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// Makes links to one page one: scheme and host without case, http as https, no default port, no tracking parameters, no fragment
/// (except where it is a page of its own: "#!…", "#/…"), no slash at the end, escapes in one form, parameters in order, mobile, AMP and
/// forwarding forms undone. Shorteners are left alone. The rules that name sites are in <c>link-rules.txt</c>.
/// </summary>
/// <remarks>
/// What is not a web address ("url_23678") stays as it is, byte for byte, and has no host. It can join addresses that a server tells
/// apart (http and https, upper case in a parameter it calls tracking): both are then shown by the first form that was met.
/// Complexity: O(length), plus sorting the parameters. Nothing is asked of any host.
/// </remarks>
internal sealed class LinkForm(LinkRules rules)
{
    /// <summary>Longer ones are kept as they are: no page is shared under such an address.</summary>
    private const int LongestLink = 8192;

    private const int DeepestForward = 3;

    private static readonly SearchValues<byte> AuthorityEnd = SearchValues.Create("/?#\\"u8);
    private static readonly SearchValues<byte> HostBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_"u8);
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    private readonly ArrayBufferWriter<byte> _out = new(1024);
    private readonly List<(int Start, int Length)> _parameters = [];
    private readonly ArrayBufferWriter<byte> _query = new(1024);
    private readonly byte[] _host = new byte[1024];
    private int _hostStart;
    private int _hostLength;

    /// <summary>The canonical form of the last link; valid until the next one.</summary>
    public ReadOnlySpan<byte> Link => _out.WrittenSpan;

    /// <summary>Its host without "www."; empty where it is no web address.</summary>
    public ReadOnlySpan<byte> Host => _host.AsSpan(_hostStart, _hostLength);

    /// <summary>Whether only its host could say where it leads.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Reads a link.</summary>
    public void Read(ReadOnlySpan<byte> raw)
    {
        IsShort = false;
        if (raw.Length > LongestLink || !Web(raw.Trim(" \t\r\n<>\"'"u8), 0))
        {
            _hostLength = 0;
            _out.ResetWrittenCount();
            _out.Write(raw);
        }
    }

    private bool Web(ReadOnlySpan<byte> link, int depth)
    {
        ReadOnlySpan<byte> rest = WithoutScheme(link);
        if (rest.IsEmpty)
        {
            return false;
        }
        int authorityEnd = rest.IndexOfAny(AuthorityEnd);
        ReadOnlySpan<byte> authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        rest = authorityEnd < 0 ? default : rest[authorityEnd..];
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        int colon = authority.LastIndexOf((byte)':');
        ReadOnlySpan<byte> port = default;
        if (colon >= 0)
        {
            port = authority[(colon + 1)..];
            authority = authority[..colon];
            if (port.ContainsAnyExceptInRange((byte)'0', (byte)'9') || port.Length > 5)
            {
                return false;
            }
        }
        if (!SetHost(authority))
        {
            return false;
        }

        int hash = rest.IndexOf((byte)'#');
        ReadOnlySpan<byte> fragment = hash < 0 ? default : rest[(hash + 1)..];
        rest = hash < 0 ? rest : rest[..hash];
        int mark = rest.IndexOf((byte)'?');
        ReadOnlySpan<byte> query = mark < 0 ? default : rest[(mark + 1)..];
        ReadOnlySpan<byte> path = mark < 0 ? rest : rest[..mark];
        if (depth < DeepestForward && Forward(path, query, depth))
        {
            return true;
        }
        IsShort = rules.IsShortener(Host);
        Write(port, path, query, fragment);
        return true;
    }

    /// <summary>What follows "http://", "https://" or "//"; a bare "www.example.org/…" or "example.org/…" too.</summary>
    private static ReadOnlySpan<byte> WithoutScheme(ReadOnlySpan<byte> link)
    {
        if (Ascii.EqualsIgnoreCase(link[..Math.Min(8, link.Length)], "https://"u8))
        {
            return link[8..];
        }
        if (Ascii.EqualsIgnoreCase(link[..Math.Min(7, link.Length)], "http://"u8))
        {
            return link[7..];
        }
        if (link.StartsWith("//"u8))
        {
            return link[2..];
        }
        int end = link.IndexOfAny(AuthorityEnd);
        ReadOnlySpan<byte> host = end < 0 ? link : link[..end];
        int dot = host.LastIndexOf((byte)'.');
        // A name with a dot and a letter-only last label; "a.b.c" ids of other systems have digits or blanks.
        bool bare = dot > 0 && host.Length - dot is > 2 and < 20 && !host[(dot + 1)..].ContainsAnyExceptInRange((byte)'A', (byte)'z')
            && !host.ContainsAny(" :@"u8) && (end < 0 || link[end] != '\\');
        return bare ? link : default;
    }

    private bool SetHost(ReadOnlySpan<byte> host)
    {
        host = host.TrimEnd((byte)'.');
        if (host.Length is 0 or > 255)
        {
            return false;
        }
        int length;
        if (Ascii.IsValid(host))
        {
            Ascii.ToLower(host, _host, out length);
        }
        else
        {
            try
            {
                string name = Encoding.UTF8.GetString(host).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
                length = Encoding.ASCII.GetBytes(Idn.GetAscii(name), _host);
            }
            catch (ArgumentException)
            {
                // The only way to learn that a name is no internationalised host name; the link then stays as it is.
                return false;
            }
        }
        ReadOnlySpan<byte> lower = _host.AsSpan(0, length);
        if (lower.ContainsAnyExcept(HostBytes) || lower[0] == '.' || !lower.Contains((byte)'.'))
        {
            return false;
        }
        ReadOnlySpan<byte> site = rules.Site(lower);
        site.CopyTo(_host);
        (_hostStart, _hostLength) = (0, site.Length);
        return true;
    }

    /// <summary>Pages that only show or forward to another one: AMP caches, and the exits of platforms.</summary>
    private bool Forward(ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, int depth)
    {
        ReadOnlySpan<byte> host = Host;
        ReadOnlySpan<byte> inner = default;
        if (path.StartsWith("/amp/"u8) && host.StartsWith("google."u8))
        {
            inner = path[5..];
        }
        else if (host.EndsWith(".cdn.ampproject.org"u8) && path.Length > 3 && path[2] == '/' && path[1] is (byte)'c' or (byte)'v')
        {
            inner = path[3..];
        }
        if (!inner.IsEmpty)
        {
            inner = inner.StartsWith("s/"u8) ? inner[2..] : inner;
            byte[] whole = query.IsEmpty ? [.. "https://"u8, .. inner] : [.. "https://"u8, .. inner, (byte)'?', .. query];
            return Inner(whole, depth);
        }
        byte[][]? parameters = rules.HasForms(host) ? rules.ForwardedBy(host, path) : null;
        if (parameters is null)
        {
            return false;
        }
        foreach (byte[] name in parameters)
        {
            foreach (Range range in query.Split((byte)'&'))
            {
                ReadOnlySpan<byte> parameter = query[range];
                if (parameter.Length > name.Length && parameter[name.Length] == '=' && parameter.StartsWith(name))
                {
                    return Inner(Escapes.Decoded(parameter[(name.Length + 1)..]), depth);
                }
            }
        }
        return false;
    }

    private bool Inner(byte[] link, int depth)
    {
        byte[] kept = Host.ToArray();
        if ((link.AsSpan().StartsWith("http"u8) || link.AsSpan().StartsWith("//"u8)) && Web(link, depth + 1))
        {
            return true;
        }
        kept.CopyTo(_host, 0);
        (_hostStart, _hostLength) = (0, kept.Length);
        return false;
    }

    private void Write(ReadOnlySpan<byte> port, ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, ReadOnlySpan<byte> fragment)
    {
        LinkRules.ParameterSet? drops = rules.DropsOn(Host);
        _query.ResetWrittenCount();
        _parameters.Clear();
        if (rules.HasForms(Host) && rules.TryMove(Host, path, out LinkRules.Move? move))
        {
            ReadOnlySpan<byte> id = path[move.Path.Length..];
            int end = id.IndexOf((byte)'/');
            AddParameter([.. move.Parameter, (byte)'=', .. end < 0 ? id : id[..end]], null);
            move.ToHost.CopyTo(_host, 0);
            _hostLength = move.ToHost.Length;
            path = move.ToPath;
            drops = rules.DropsOn(Host);
        }

        _out.ResetWrittenCount();
        _out.Write("https://"u8);
        _out.Write(Host);
        if (!port.IsEmpty && !port.SequenceEqual("80"u8) && !port.SequenceEqual("443"u8))
        {
            _out.Write(":"u8);
            _out.Write(port);
        }
        WritePath(path);
        foreach (Range range in query.Split((byte)'&'))
        {
            ReadOnlySpan<byte> parameter = query[range];
            AddParameter(parameter.StartsWith("amp;"u8) ? parameter[4..] : parameter, drops);
        }
        WriteParameters();
        if (fragment.Length > 1 && fragment[0] is (byte)'!' or (byte)'/')
        {
            _out.Write("#"u8);
            Escapes.Normalise(fragment, _out);
        }
    }

    private void WritePath(ReadOnlySpan<byte> path)
    {
        int from = _out.WrittenCount;
        Escapes.Normalise(path, _out);
        ReadOnlySpan<byte> written = _out.WrittenSpan[from..];
        ReadOnlySpan<byte> kept = written.IndexOf("/."u8) >= 0 ? WithoutDots(written) : written;
        for (int before = -1; before != kept.Length;)
        {
            before = kept.Length;
            kept = kept.TrimEnd((byte)'/');
            kept = kept.EndsWith("/amp"u8) || kept.EndsWith(".amp"u8) ? kept[..^4] : kept;
        }
        bool html = kept.EndsWith(".amp.html"u8);
        if (kept.Length == written.Length && !html)
        {
            return;
        }
        // The end is shortened by writing again: a buffer writer cannot go back.
        byte[] whole = [.. _out.WrittenSpan[..from], .. html ? kept[..^9] : kept, .. html ? ".html"u8 : default];
        _out.ResetWrittenCount();
        _out.Write(whole);
    }

    /// <summary>RFC 3986 section 5.2.4.</summary>
    private static byte[] WithoutDots(ReadOnlySpan<byte> path)
    {
        List<byte> kept = new(path.Length);
        foreach (Range range in path.Split((byte)'/'))
        {
            ReadOnlySpan<byte> segment = path[range];
            if (range.Start.Value == 0 || segment is [(byte)'.'])
            {
                continue;
            }
            if (segment is [(byte)'.', (byte)'.'])
            {
                kept.RemoveRange(Math.Max(0, kept.LastIndexOf((byte)'/')), kept.Count - Math.Max(0, kept.LastIndexOf((byte)'/')));
                continue;
            }
            kept.Add((byte)'/');
            kept.AddRange(segment);
        }
        return [.. kept];
    }

    private void AddParameter(ReadOnlySpan<byte> parameter, LinkRules.ParameterSet? drops)
    {
        int equals = parameter.IndexOf((byte)'=');
        if (parameter.IsEmpty || rules.IsTracking(equals < 0 ? parameter : parameter[..equals], drops))
        {
            return;
        }
        int start = _query.WrittenCount;
        Escapes.Normalise(parameter, _query);
        _parameters.Add((start, _query.WrittenCount - start));
    }

    private void WriteParameters()
    {
        if (_parameters.Count > 1)
        {
            byte[] query = _query.WrittenSpan.ToArray();
            _parameters.Sort((a, b) => query.AsSpan(a.Start, a.Length).SequenceCompareTo(query.AsSpan(b.Start, b.Length)));
        }
        bool first = true;
        foreach ((int start, int length) in _parameters)
        {
            _out.Write(first ? "?"u8 : "&"u8);
            _out.Write(_query.WrittenSpan.Slice(start, length));
            first = false;
        }
    }
}

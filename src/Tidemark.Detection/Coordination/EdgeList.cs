namespace Tidemark.Detection.Coordination;

/// <summary>Edges while they are being found: one growing array of records, later sorted into columns.</summary>
internal sealed class EdgeList
{
    private Edge[] _edges = new Edge[256];

    public int Count { get; private set; }

    public void Add(in Edge edge)
    {
        if (Count == _edges.Length)
        {
            Array.Resize(ref _edges, (int)Math.Min(Array.MaxLength, Count * 2L));
        }
        _edges[Count++] = edge;
    }

    /// <summary>All edges of several lists in the order of names. An edge stands in one list only.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="index">Knows the names.</param>
    /// <param name="directed">Whether a and b stay as they are; otherwise the name that sorts first becomes a.</param>
    public static EdgeColumns ToColumns(IReadOnlyList<EdgeList> lists, ShareIndex index, bool directed = false)
    {
        int count = 0;
        foreach (EdgeList list in lists)
        {
            count += list.Count;
        }
        int[] rank = count == 0 ? [] : index.RankAmong(Endpoints(lists, index.Accounts));
        var keys = new ulong[count];
        var edges = new Edge[count];
        int n = 0;
        foreach (EdgeList list in lists)
        {
            foreach (ref readonly Edge edge in list._edges.AsSpan(0, list.Count))
            {
                (int a, int b) = directed || rank[edge.A] <= rank[edge.B] ? (edge.A, edge.B) : (edge.B, edge.A);
                edges[n] = edge with { A = a, B = b };
                keys[n++] = (ulong)(uint)rank[a] << 32 | (uint)rank[b];
            }
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }
        // Numbers are sorted by code that is compiled beforehand; records would cost a compilation at every start.
        Array.Sort(order, (x, y) => keys[x].CompareTo(keys[y]));
        var columns = new EdgeColumns
        {
            A = new int[count],
            B = new int[count],
            Weight = new int[count],
            Objects = new int[count],
            PairRows = new long[count],
            SumDelta = new double[count],
        };
        for (int i = 0; i < count; i++)
        {
            ref readonly Edge edge = ref edges[order[i]];
            columns.A[i] = edge.A;
            columns.B[i] = edge.B;
            columns.Weight[i] = edge.Weight;
            columns.Objects[i] = edge.Objects;
            columns.PairRows[i] = edge.PairRows;
            columns.SumDelta[i] = edge.SumDelta;
        }
        return columns;
    }

    private static Span<int> Endpoints(IReadOnlyList<EdgeList> lists, int accounts)
    {
        bool[] met = new bool[accounts];
        int[] found = new int[accounts];
        int count = 0;
        foreach (EdgeList list in lists)
        {
            foreach (ref readonly Edge edge in list._edges.AsSpan(0, list.Count))
            {
                Meet(edge.A);
                Meet(edge.B);
            }
        }
        return found.AsSpan(0, count);

        void Meet(int account)
        {
            if (!met[account])
            {
                met[account] = true;
                found[count++] = account;
            }
        }
    }

    internal readonly record struct Edge(int A, int B, int Weight, int Objects, long PairRows, double SumDelta);
}

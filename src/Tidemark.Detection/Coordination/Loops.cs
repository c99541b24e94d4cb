namespace Tidemark.Detection.Coordination;

/// <summary>Two posts of one account on one object within the window: edges from an account to itself, asked for by --keep-loops.</summary>
internal static class Loops
{
    /// <summary>One visit a pair row of an account with itself.</summary>
    public static EdgeList Of(ShareIndex index, CoActionOptions options)
    {
        var found = new EdgeList();
        for (int a = 0; a < index.Accounts; a++)
        {
            ReadOnlySpan<int> rows = index.AccountRows.AsSpan(index.AccountStart[a], index.AccountStart[a + 1] - index.AccountStart[a]);
            int objects = 0;
            int last = -1;
            long pairs = 0;
            double sum = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                int obj = index.ObjectOf[rows[i]];
                for (int j = i + 1; j < rows.Length && index.ObjectOf[rows[j]] == obj; j++)
                {
                    ulong delta = unchecked((ulong)(index.Time[rows[j]] - index.Time[rows[i]]));
                    if (delta > (ulong)options.Window)
                    {
                        break;
                    }
                    if (index.Content[rows[i]] == index.Content[rows[j]])
                    {
                        continue;
                    }
                    pairs++;
                    sum += delta;
                    objects += last == obj ? 0 : 1;
                    last = obj;
                }
            }
            if (objects >= options.MinWeight)
            {
                found.Add(new EdgeList.Edge(a, a, objects, objects, pairs, sum));
            }
        }
        return found;
    }
}

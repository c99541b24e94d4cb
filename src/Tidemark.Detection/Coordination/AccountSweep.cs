using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// One thread's sweep over a range of accounts. For each account: scan the windows around its rows, object by object from cold
/// to hot, and count in a dense array in how many objects each partner with a higher number was met; then measure the partners
/// that reach the minimum weight.
/// </summary>
internal sealed class AccountSweep
{
    private readonly PrunedShares _shares;
    private readonly ShareIndex _index;
    private readonly int _minWeight;
    private readonly bool _comparePosts;
    private readonly Slot[] _slots;
    private readonly int[] _touched;
    private Sum[] _sums = [];
    private int _stamp = 1;

    public AccountSweep(ShareIndex index, PrunedShares shares, int minWeight)
    {
        _index = index;
        _shares = shares;
        _minWeight = minWeight;
        _comparePosts = !index.PostsHaveOneAccount;
        _slots = new Slot[shares.Accounts];
        _touched = GC.AllocateUninitializedArray<int>(shares.Accounts);
    }

    public EdgeList Found { get; } = new();

    public void Run(int from, int to, CancellationToken cancel)
    {
        for (int a = from; a < to; a++)
        {
            cancel.ThrowIfCancellationRequested();
            One(a);
        }
    }

    private void One(int a)
    {
        unchecked
        {
            ReadOnlySpan<int> rows = _shares.AccountRows.AsSpan(
                _shares.AccountStart[a], _shares.AccountStart[a + 1] - _shares.AccountStart[a]);
            int[] objects = _shares.Object;
            int remaining = 0;
            for (int i = 0, last = -1; i < rows.Length; i++)
            {
                int obj = objects[rows[i]];
                remaining += obj != last ? 1 : 0;
                last = obj;
            }
            int first = _stamp;
            int met = 0;
            for (int i = 0; i < rows.Length; remaining--)
            {
                int obj = objects[rows[i]];
                int end = i + 1;
                while (end < rows.Length && objects[rows[end]] == obj)
                {
                    end++;
                }
                ReadOnlySpan<int> run = rows[i..end];
                if (remaining >= _minWeight)
                {
                    met = _comparePosts ? ScanComparing(a, run, first, met) : Scan(a, run, first, met);
                }
                else
                {
                    met = Keep(met, _minWeight - remaining);
                    if (met == 0)
                    {
                        return;
                    }
                    LookUp(run, obj, met);
                }
                _stamp++;
                i = end;
            }
            met = Keep(met, _minWeight);
            if (met > 0)
            {
                Measure(a, rows, first, met);
            }
        }
    }

    /// <summary>Drops the partners met in fewer objects than it takes.</summary>
    private int Keep(int met, int atLeast)
    {
        int kept = 0;
        for (int k = 0; k < met; k++)
        {
            int b = _touched[k];
            _touched[kept] = b;
            kept += _slots[b].Weight >= atLeast ? 1 : 0;
        }
        return kept;
    }

    /// <summary>Counts every partner in the union of the windows of the rows of one object once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Scan(int a, ReadOnlySpan<int> run, int first, int met)
    {
        unchecked
        {
            ref int account = ref MemoryMarshal.GetArrayDataReference(_shares.Account);
            ref Slot slots = ref MemoryMarshal.GetArrayDataReference(_slots);
            ref int touched = ref MemoryMarshal.GetArrayDataReference(_touched);
            int stamp = _stamp;
            int done = 0;
            foreach (int row in run)
            {
                int from = Math.Max(done, _shares.From[row]);
                int to = _shares.To[row];
                for (int j = from; j < to; j++)
                {
                    int b = Unsafe.Add(ref account, j);
                    if (b <= a)
                    {
                        continue;
                    }
                    ref Slot slot = ref Unsafe.Add(ref slots, b);
                    if (slot.Stamp < first)
                    {
                        slot.Stamp = stamp;
                        slot.Weight = 1;
                        Unsafe.Add(ref touched, met++) = b;
                    }
                    else if (slot.Stamp != stamp)
                    {
                        slot.Stamp = stamp;
                        slot.Weight++;
                    }
                }
                done = to;
            }
            return met;
        }
    }

    /// <summary>As <see cref="Scan"/>, where two accounts' rows may be one post, which is no pair row.</summary>
    private int ScanComparing(int a, ReadOnlySpan<int> run, int first, int met)
    {
        int[] content = _index.Content;
        int[] source = _shares.Source;
        foreach (int row in run)
        {
            int post = content[source[row]];
            for (int j = _shares.From[row]; j < _shares.To[row]; j++)
            {
                int b = _shares.Account[j];
                if (b <= a || content[source[j]] == post)
                {
                    continue;
                }
                ref Slot slot = ref _slots[b];
                if (slot.Stamp < first)
                {
                    slot = new Slot { Stamp = _stamp, Weight = 1 };
                    _touched[met++] = b;
                }
                else if (slot.Stamp != _stamp)
                {
                    slot.Stamp = _stamp;
                    slot.Weight++;
                }
            }
        }
        return met;
    }

    /// <summary>Counts only partners already met: their rows of the object are found in their row lists.</summary>
    private void LookUp(ReadOnlySpan<int> run, int obj, int met)
    {
        for (int k = 0; k < met; k++)
        {
            int b = _touched[k];
            ReadOnlySpan<int> theirs = RowsOf(b, obj);
            if (Meets(run, theirs))
            {
                _slots[b].Stamp = _stamp;
                _slots[b].Weight++;
            }
        }
    }

    private bool Meets(ReadOnlySpan<int> ours, ReadOnlySpan<int> theirs)
    {
        foreach (int row in ours)
        {
            int from = _shares.From[row];
            int to = _shares.To[row];
            foreach (int other in theirs)
            {
                if (other >= from && other < to && !(_comparePosts && SamePost(row, other)))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private bool SamePost(int row, int other) => _index.Content[_shares.Source[row]] == _index.Content[_shares.Source[other]];

    /// <summary>The rows of an account in an object, by binary search in its row list.</summary>
    private ReadOnlySpan<int> RowsOf(int account, int obj)
    {
        ReadOnlySpan<int> rows = _shares.AccountRows.AsSpan(
            _shares.AccountStart[account], _shares.AccountStart[account + 1] - _shares.AccountStart[account]);
        int from = LowerBound(rows, _shares.ObjectStart[obj]);
        int to = from;
        int end = _shares.ObjectStart[obj + 1];
        while (to < rows.Length && rows[to] < end)
        {
            to++;
        }
        return rows[from..to];
    }

    private static int LowerBound(ReadOnlySpan<int> rows, int least)
    {
        int from = 0;
        int to = rows.Length;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (rows[middle] < least)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }

    /// <summary>Objects, pair rows and Σ|Δt| of the partners found: by scanning again, or edge by edge, whichever is cheaper.</summary>
    private void Measure(int a, ReadOnlySpan<int> rows, int first, int met)
    {
        long scan = 0;
        foreach (int row in rows)
        {
            scan += _shares.To[row] - _shares.From[row];
        }
        // A look-up of one object costs about as much as ten rows of a scan.
        if (scan < met * (long)rows.Length * 10)
        {
            MeasureAll(a, rows, first, met);
            return;
        }
        for (int k = 0; k < met; k++)
        {
            MeasureOne(a, _touched[k], rows);
        }
    }

    private void MeasureOne(int a, int b, ReadOnlySpan<int> rows)
    {
        var sum = default(Sum);
        ReadOnlySpan<int> theirs = default;
        int obj = -1;
        foreach (int row in rows)
        {
            if (_shares.Object[row] != obj)
            {
                obj = _shares.Object[row];
                theirs = RowsOf(b, obj);
            }
            foreach (int other in theirs)
            {
                if (other >= _shares.From[row] && other < _shares.To[row] && !(_comparePosts && SamePost(row, other)))
                {
                    sum.Pairs++;
                    sum.Delta += Delta(row, other);
                }
            }
        }
        Emit(a, b, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureAll(int a, ReadOnlySpan<int> rows, int first, int met)
    {
        if (_sums.Length == 0)
        {
            _sums = new Sum[_shares.Accounts];
        }
        for (int k = 0; k < met; k++)
        {
            _sums[_touched[k]] = default;
        }
        int[] account = _shares.Account;
        foreach (int row in rows)
        {
            for (int j = _shares.From[row]; j < _shares.To[row]; j++)
            {
                int b = account[j];
                if (b > a && _slots[b].Stamp >= first && _slots[b].Weight >= _minWeight && !(_comparePosts && SamePost(row, j)))
                {
                    ref Sum sum = ref _sums[b];
                    sum.Pairs++;
                    sum.Delta += Delta(row, j);
                }
            }
        }
        for (int k = 0; k < met; k++)
        {
            Emit(a, _touched[k], _sums[_touched[k]]);
        }
    }

    /// <summary>|Δt| in nanoseconds; within the window, so the difference never wraps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Delta(int row, int other) => Math.Abs(_index.Time[_shares.Source[row]] - _index.Time[_shares.Source[other]]);

    private void Emit(int a, int b, Sum sum) =>
        Found.Add(new EdgeList.Edge(
            _shares.SourceAccount[a], _shares.SourceAccount[b], _slots[b].Weight, _slots[b].Weight, sum.Pairs, sum.Delta));

    /// <summary>In which turn a partner was last met, and in how many objects of the account being swept.</summary>
    private struct Slot
    {
        public int Stamp;
        public int Weight;
    }

    private struct Sum
    {
        public long Pairs;
        public double Delta;
    }
}

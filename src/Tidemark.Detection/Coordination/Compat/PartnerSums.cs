using System.Runtime.InteropServices;

namespace Tidemark.Detection.Coordination.Compat;

/// <summary>What one account has with each partner, in a dense array that is emptied by its list of partners.</summary>
internal sealed class PartnerSums(int accounts)
{
    private readonly Sum[] _sums = new Sum[accounts];
    private readonly List<int> _met = [];

    public ReadOnlySpan<int> Met => CollectionsMarshal.AsSpan(_met);

    public ref readonly Sum this[int partner] => ref _sums[partner];

    /// <summary>A pair row; those of one object must come together.</summary>
    public void Add(int partner, int obj, double delta)
    {
        ref Sum sum = ref _sums[partner];
        if (sum.Pairs == 0)
        {
            _met.Add(partner);
        }
        sum.Pairs++;
        sum.Delta += delta;
        if (sum.LastObject != obj + 1)
        {
            sum.LastObject = obj + 1;
            sum.Objects++;
        }
    }

    /// <summary>A post of the account that has a pair row with the partner; rows of one post must come together.</summary>
    public void Count(int partner, int post)
    {
        ref Sum sum = ref _sums[partner];
        if (sum.LastPost != post + 1)
        {
            sum.LastPost = post + 1;
            sum.Posts++;
        }
    }

    public void Clear()
    {
        foreach (int partner in _met)
        {
            _sums[partner] = default;
        }
        _met.Clear();
    }

    internal struct Sum
    {
        public long Pairs;
        public double Delta;
        public int LastObject;
        public int Objects;
        public int LastPost;
        public int Posts;
    }
}

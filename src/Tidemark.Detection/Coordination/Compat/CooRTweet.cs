using Tidemark.Model;

namespace Tidemark.Detection.Coordination.Compat;

/// <summary>
/// The rules of CooRTweet 2.1.3 (Righetti and Balluff, doi:10.5117/CCR2025.1.7.RIGH), detect_groups and
/// generate_coordinated_network, for those who must repeat or compare earlier work. Weights count pair rows, so three shares
/// against two make six; there is no null model. Claims nothing beyond that.
/// </summary>
/// <remarks>Pairs are enumerated up to four times and never stored: O(rows + pairs) time, O(rows + accounts + edges) memory.</remarks>
public static class CooRTweet
{
    /// <summary>Applies the rules.</summary>
    /// <param name="index">All rows, duplicates kept.</param>
    /// <param name="shares">The shares the index was built from; their names decide whether an object is a post.</param>
    /// <param name="options">Window, minimum weight in pair rows, loops.</param>
    /// <param name="minParticipation">Fewest rows of an account, before and after pairing; 0 asks for none.</param>
    public static CompatResult Run(ShareIndex index, ShareColumns shares, CoActionOptions options, int minParticipation = 2)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(options);
        var rules = new Rules(index, shares, options, minParticipation);
        if (minParticipation >= 1)
        {
            rules.SecondFilter(minParticipation);
        }
        return new CompatResult(rules.Edges(options.MinWeight), rules.Pairs());
    }

    private sealed class Rules
    {
        private readonly ShareIndex _index;
        private readonly bool _keepLoops;
        private readonly WindowRows _window;
        private readonly bool[] _accountStays;
        private readonly int[] _postAsObject;
        private bool[]? _postSurvives;

        public Rules(ShareIndex index, ShareColumns shares, CoActionOptions options, int minParticipation)
        {
            _index = index;
            _keepLoops = options.KeepLoops;
            _window = new WindowRows(index, options.Window);
            _accountStays = new bool[index.Accounts];
            for (int a = 0; a < index.Accounts; a++)
            {
                _accountStays[a] = index.AccountStart[a + 1] - index.AccountStart[a] >= minParticipation;
            }
            // A share of the very post that is the object is a loop to CooRTweet: which posts bear the name of an object?
            _postAsObject = new int[shares.Contents?.Count ?? shares.Count];
            for (int c = 0; c < _postAsObject.Length; c++)
            {
                _postAsObject[c] = shares.Contents is null ? -1 : shares.Objects.Find(shares.Contents[c]);
            }
        }

        public void SecondFilter(int minParticipation)
        {
            bool[] paired = new bool[_postAsObject.Length];
            foreach (PairRows.Pair pair in Pairs())
            {
                paired[_index.Content[pair.RowA]] = true;
                paired[_index.Content[pair.RowB]] = true;
            }
            bool[] survives = new bool[paired.Length];
            for (int a = 0; a < _index.Accounts; a++)
            {
                ReadOnlySpan<int> rows = _index.AccountRows.AsSpan(_index.AccountStart[a], _index.AccountStart[a + 1] - _index.AccountStart[a]);
                int count = 0;
                foreach (int row in rows)
                {
                    count += paired[_index.Content[row]] ? 1 : 0;
                }
                if (count >= minParticipation)
                {
                    foreach (int row in rows)
                    {
                        survives[_index.Content[row]] = true;
                    }
                }
            }
            _postSurvives = survives;
        }

        public IEnumerable<PairRows.Pair> Pairs()
        {
            for (int i = 0; i < _index.Rows; i++)
            {
                for (int j = i + 1; j < _window.To[i]; j++)
                {
                    if (IsPair(i, j))
                    {
                        yield return PairRows.Ordered(_index, i, j);
                    }
                }
            }
        }

        public EdgeColumns Edges(int minWeight)
        {
            var sums = new PartnerSums(_index.Accounts);
            var found = new EdgeList();
            for (int a = 0; a < _index.Accounts; a++)
            {
                for (int k = _index.AccountStart[a]; k < _index.AccountStart[a + 1]; k++)
                {
                    int i = _index.AccountRows[k];
                    for (int j = _window.From[i]; j < _window.To[i]; j++)
                    {
                        int b = _index.Account[j];
                        if ((b > a || (b == a && j > i)) && IsPair(i, j))
                        {
                            sums.Add(b, _index.ObjectOf[i], Math.Abs(_index.Time[i] - _index.Time[j]));
                        }
                    }
                }
                foreach (int b in sums.Met)
                {
                    PartnerSums.Sum sum = sums[b];
                    if (sum.Pairs >= minWeight)
                    {
                        found.Add(new EdgeList.Edge(a, b, checked((int)sum.Pairs), sum.Objects, sum.Pairs, sum.Delta));
                    }
                }
                sums.Clear();
            }
            return EdgeList.ToColumns([found], _index);
        }

        private bool IsPair(int i, int j)
        {
            int a = _index.Account[i];
            int b = _index.Account[j];
            if (i == j || !_accountStays[a] || !_accountStays[b])
            {
                return false;
            }
            int post = _index.Content[i];
            int other = _index.Content[j];
            int obj = _index.ObjectOf[i];
            return (_keepLoops || (a != b && post != other && _postAsObject[post] != obj && _postAsObject[other] != obj))
                && (_postSurvives is null || _postSurvives[post] || _postSurvives[other]);
        }
    }
}

namespace Tidemark.Detection.Worlds;

/// <summary>
/// Makes a synthetic world from options and a seed: communities of interest, heavy tails of activity and popularity, time
/// zones and sleep, breaking news, viral storms, hubs with followers, newsrooms, and (only if asked) planted groups. The same
/// options and seed give the same world everywhere. O(shares × log accounts).
/// </summary>
public static class WorldBuilder
{
    /// <summary>2027-01-04T00:00:00Z, a Monday in a year for which no real data can be mistaken.</summary>
    private const long Start = 1_799_020_800;

    private const int Day = 86_400;

    /// <summary>Makes the world.</summary>
    public static World Build(WorldOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var making = new Making(options, new SeededRandom(seed));
        making.ShareOrdinaryNews();
        making.ShareBreakingNews();
        making.Storm();
        making.FollowHubs();
        making.CrossPost();
        making.ActTogether();
        return making.Finish(seed);
    }

    private sealed class Making
    {
        private readonly WorldOptions _options;
        private readonly SeededRandom _random;
        private readonly List<WorldShare> _shares = [];
        private readonly double[] _activity;
        private readonly int[] _community;
        private readonly int[] _offsetHours;
        private readonly Role[] _roles;
        private readonly double[][] _cumulative;
        private readonly List<(int Item, long Birth, bool Breaking)> _ordinaryItems = [];
        private readonly List<IReadOnlyList<int>> _planted = [];
        private readonly List<IReadOnlyList<int>> _newsrooms = [];
        private readonly long _end;
        private int _items;

        public Making(WorldOptions options, SeededRandom random)
        {
            _options = options;
            _random = random;
            _end = Start + (long)options.Days * Day;
            int n = options.Accounts;
            _activity = new double[n];
            _community = new int[n];
            _offsetHours = new int[n];
            _roles = new Role[n];
            int[] zones = [-8, -5, -5, 0, 1, 1, 3, 8];
            for (int i = 0; i < n; i++)
            {
                _activity[i] = Math.Exp(1.1 * random.Normal());
                _community[i] = random.Below(options.Communities);
                _offsetHours[i] = zones[random.Below(zones.Length)];
            }
            // Row c: how attention to an item of community c is distributed; the last row belongs to everybody.
            _cumulative = new double[options.Communities + 1][];
            for (int c = 0; c <= options.Communities; c++)
            {
                _cumulative[c] = new double[n];
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    sum += _activity[i] * (c == options.Communities || _community[i] == c ? 1 : 0.05);
                    _cumulative[c][i] = sum;
                }
            }
        }

        public void ShareOrdinaryNews()
        {
            double budget = _options.Accounts * _options.SharesPerAccount * (1 - _options.BreakingShare);
            while (budget > 0)
            {
                int sharers = HeavyTail(2, 1.2, 400);
                int item = _items++;
                long birth = AnyDaytime();
                int community = _random.Unit() < 0.75 ? _random.Below(_options.Communities) : _options.Communities;
                double median = 1800 * Math.Exp(1.2 * _random.Normal());
                _ordinaryItems.Add((item, birth, false));
                for (int k = 0; k < sharers; k++)
                {
                    Share(Someone(community), item, birth + (long)(median * Math.Exp(1.3 * _random.Normal())), sleeps: true);
                }
                budget -= sharers;
            }
        }

        public void ShareBreakingNews()
        {
            double budget = _options.Accounts * _options.SharesPerAccount * _options.BreakingShare;
            while (budget > 0)
            {
                int sharers = HeavyTail(30, 1.1, 600);
                int item = _items++;
                long birth = _options.BreakingDay is { } day && _random.Unit() < 0.6 ? Daytime(day) : AnyDaytime();
                int community = _random.Unit() < 0.3 ? _random.Below(_options.Communities) : _options.Communities;
                double mean = 60 + 300 * _random.Unit();
                _ordinaryItems.Add((item, birth, true));
                for (int k = 0; k < sharers; k++)
                {
                    double delay = _random.Unit() < 0.8 ? _random.Exponential(mean) : 3600 * Math.Exp(_random.Normal());
                    Share(Someone(community), item, birth + 20 + (long)delay, sleeps: true);
                }
                budget -= sharers;
            }
        }

        public void Storm()
        {
            for (int s = 0; s < _options.Storms; s++)
            {
                int item = _items++;
                long birth = AnyDaytime();
                int sharers = _options.Accounts / 4 + _random.Below(_options.Accounts / 4);
                for (int k = 0; k < sharers; k++)
                {
                    Share(Someone(_options.Communities), item, birth + (long)_random.Exponential(600 + 900 * _random.Unit()), sleeps: false);
                }
            }
        }

        public void FollowHubs()
        {
            for (int h = 0; h < _options.Hubs; h++)
            {
                int hub = Unused(1)[0];
                _roles[hub] = Role.Hub;
                int[] fans = new int[_options.FansPerHub];
                int community = _community[hub];
                for (int f = 0; f < fans.Length; f++)
                {
                    fans[f] = Someone(community);
                }
                for (int post = 0; post < _options.PostsPerHub; post++)
                {
                    int item = _items++;
                    long birth = AnyDaytime();
                    Share(hub, item, birth, sleeps: false);
                    foreach (int fan in fans.Distinct())
                    {
                        if (_random.Unit() < _options.FanParticipation)
                        {
                            Share(fan, item, birth + 5 + (long)(_options.FanDelaySeconds * Math.Exp(1.2 * _random.Normal())), sleeps: true);
                        }
                    }
                }
            }
        }

        public void CrossPost()
        {
            for (int r = 0; r < _options.Newsrooms; r++)
            {
                int[] outlets = Unused(5);
                foreach (int outlet in outlets)
                {
                    _roles[outlet] = Role.Newsroom;
                }
                _newsrooms.Add(outlets);
                for (int story = 0; story < 3 * _options.Days; story++)
                {
                    int item = _items++;
                    long birth = AnyDaytime();
                    foreach (int outlet in outlets)
                    {
                        if (_random.Unit() < 0.8)
                        {
                            Share(outlet, item, birth + _random.Below(_options.NewsroomSpreadSeconds), sleeps: false);
                        }
                    }
                    int readers = HeavyTail(2, 1.4, 40);
                    for (int k = 0; k < readers; k++)
                    {
                        Share(Someone(_options.Communities), item, birth + (long)(3600 * Math.Exp(1.2 * _random.Normal())), sleeps: true);
                    }
                }
            }
        }

        public void ActTogether()
        {
            foreach (PlantedGroup group in _options.Planted)
            {
                int[] members = Unused(group.Members);
                foreach (int member in members)
                {
                    _roles[member] = Role.Planted;
                }
                _planted.Add(members);
                for (int act = 0; act < group.Acts; act++)
                {
                    Act(group, members);
                }
            }
        }

        private void Act(PlantedGroup group, int[] members)
        {
            int item;
            long order = AnyDaytime();
            bool own = group.Style != PlantedStyle.BreakingOnly && _random.Unit() < group.OwnObjects;
            if (own)
            {
                item = _items++;
                int readers = HeavyTail(1, 1.2, 20);
                for (int k = 0; k < readers; k++)
                {
                    Share(Someone(_options.Communities), item, order + 60 + (long)(5400 * Math.Exp(1.2 * _random.Normal())), sleeps: true);
                }
            }
            else
            {
                bool breaking = group.Style == PlantedStyle.BreakingOnly;
                var fitting = _ordinaryItems.Where(i => i.Breaking == breaking).ToList();
                (item, long birth, _) = fitting[_random.Below(fitting.Count)];
                order = breaking ? birth + 20 + (long)_random.Exponential(120) : birth + (long)(3600 * Math.Exp(_random.Normal()));
            }
            int spread = group.Style switch
            {
                PlantedStyle.Seconds or PlantedStyle.BreakingOnly => 20,
                PlantedStyle.Minutes => 240,
                _ => 6 * 3600,
            };
            foreach (int member in members)
            {
                if (_random.Unit() < group.Participation)
                {
                    Share(member, item, order + _random.Below(spread), sleeps: false);
                }
            }
        }

        public World Finish(ulong seed)
        {
            int shared = _shares.Count;
            for (int i = 0; i < shared; i++)
            {
                if (_random.Unit() < _options.DuplicateShare)
                {
                    _shares.Add(_shares[i]);
                }
            }
            _shares.Sort(static (x, y) => x.Seconds != y.Seconds ? x.Seconds.CompareTo(y.Seconds)
                : x.Account != y.Account ? x.Account.CompareTo(y.Account) : x.Item.CompareTo(y.Item));
            return new World
            {
                Options = _options, Seed = seed, Shares = _shares, Roles = _roles, Planted = _planted,
                Newsrooms = _newsrooms, Items = _items,
            };
        }

        private void Share(int account, int item, long seconds, bool sleeps)
        {
            // Who sleeps does not share: the act moves to the next morning or is forgotten.
            if (sleeps && Hour(account, seconds) is >= 0 and < 7)
            {
                if (_random.Unit() < 0.6)
                {
                    return;
                }
                seconds += (7 - Hour(account, seconds)) * 3600L + _random.Below(7200);
            }
            if (seconds < _end)
            {
                _shares.Add(new WorldShare(account, item, _options.MinuteClock ? seconds - seconds % 60 : seconds));
            }
        }

        private long Hour(int account, long seconds) => ((seconds / 3600 + _offsetHours[account]) % 24 + 24) % 24;

        private int Someone(int community)
        {
            double[] cumulative = _cumulative[community];
            int found = Array.BinarySearch(cumulative, _random.Unit() * cumulative[^1]);
            return Math.Min(found < 0 ? ~found : found, cumulative.Length - 1);
        }

        private int[] Unused(int count)
        {
            int[] found = new int[count];
            for (int k = 0; k < count;)
            {
                int account = _random.Below(_options.Accounts);
                if (_roles[account] == Role.Organic && Array.IndexOf(found, account, 0, k) < 0)
                {
                    found[k++] = account;
                }
            }
            return found;
        }

        /// <summary>News is made by day: the sum of three uniform hours peaks at two in the afternoon UTC.</summary>
        private long Daytime(int day)
        {
            double hour = 6 + 16 * (_random.Unit() + _random.Unit() + _random.Unit()) / 3;
            return Start + day * (long)Day + (long)(hour * 3600);
        }

        private long AnyDaytime() => Daytime(_random.Below(_options.Days));

        private int HeavyTail(int least, double exponent, int most) =>
            (int)Math.Min(most, least * Math.Pow(1 - _random.Unit(), -1 / exponent));
    }
}

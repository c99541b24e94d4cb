namespace Tidemark.Detection.Worlds;

/// <summary>
/// A synthetic world of assets that post for the better part of a year: most live an ordinary life, with its overdispersion,
/// autocorrelation, weekly rhythm, holidays, outages, bursts and news days; some are woken, retasked, or wake together.
/// </summary>
internal sealed class ActivationWorld
{
    private const int FirstDay = 17_900; // 2019-01-04
    private static readonly double[] Flat = [1, 1, 1, 1, 1, 1, 1];

    private readonly SeededRandom _random;
    private readonly SubjectWriter _writer;
    private readonly List<LifePost> _posts = [];
    private readonly List<LifeTruth> _truth = [];
    private readonly (int From, int To, int Subject)[] _news;
    private readonly (int From, int To) _outage;
    private readonly double _dispersion;
    private readonly double _memory;

    private ActivationWorld(ulong seed)
    {
        _random = new SeededRandom(seed);
        Days = 275 + _random.Below(60);
        _writer = new SubjectWriter(SeededRandom.Stream(seed, 1), 10 + _random.Below(12), 60 + _random.Below(140));
        _dispersion = 0.6 + 0.8 * _random.Unit();
        _memory = 0.3 + 0.5 * _random.Unit();
        _news = new (int, int, int)[3 + _random.Below(5)];
        for (int i = 0; i < _news.Length; i++)
        {
            int from = 15 + _random.Below(Days - 25);
            _news[i] = (from, from + _random.Below(5), _random.Below(_writer.Subjects));
        }
        int outage = 40 + _random.Below(Days - 90);
        _outage = (outage, outage + 1 + _random.Below(3));
    }

    /// <summary>How many days it lasts.</summary>
    public int Days { get; }

    /// <summary>The posts, in no particular order.</summary>
    public IReadOnlyList<LifePost> Posts => _posts;

    /// <summary>What is true of each asset.</summary>
    public IReadOnlyList<LifeTruth> Truth => _truth;

    /// <summary>The first day on which the group wakes, counted from the first day; -1 without a group.</summary>
    public int GroupDay { get; private set; } = -1;

    /// <summary>A day of the world as days since 1970.</summary>
    public static int Date(int day) => FirstDay + day;

    /// <summary>A world of about 485 assets times <paramref name="size"/>.</summary>
    public static ActivationWorld Of(ulong seed, double size = 1, bool innocent = false)
    {
        var world = new ActivationWorld(seed);
        int Some(int count) => Math.Max(1, (int)(count * size));
        int number = 0;
        void Make(LifeKind kind, int count)
        {
            for (int i = 0; i < count; i++)
            {
                world.Live($"asset-{number++:D4}", kind);
            }
        }
        Make(LifeKind.Steady, Some(160));
        Make(LifeKind.Weekly, Some(35));
        Make(LifeKind.Scheduled, Some(30));
        Make(LifeKind.Ending, Some(25));
        Make(LifeKind.Holiday, Some(45));
        Make(LifeKind.Bursty, Some(40));
        Make(LifeKind.Newcomer, Some(40));
        Make(LifeKind.Asleep, Some(20));
        if (!innocent)
        {
            world.GroupDay = 70 + world._random.Below(world.Days - 120);
            Make(LifeKind.Woken, Some(35));
            Make(LifeKind.Retasked, Some(35));
            Make(LifeKind.Group, Math.Max(8, Some(20)));
        }
        return world;
    }

    private void Live(string asset, LifeKind kind)
    {
        double rate = Math.Min(12, 0.9 * Math.Exp(0.8 * _random.Normal()));
        double[] week = _random.Chance(0.3) ? Flat : Week(0.2 + 0.5 * _random.Unit());
        double[] level = new double[Days];
        int changed = -1;
        switch (kind)
        {
            case LifeKind.Weekly:
                week = Week(2.5);
                Array.Fill(level, rate);
                break;
            case LifeKind.Ending:
                Array.Fill(level, rate, 0, 60 + _random.Below(Days - 80));
                break;
            case LifeKind.Holiday:
                Array.Fill(level, rate);
                for (int times = 1 + _random.Below(2); times > 0; times--)
                {
                    int away = 8 + _random.Below(40);
                    Array.Fill(level, _random.Chance(0.3) ? rate * 0.02 : 0, 10 + _random.Below(Days - 60), away);
                }
                break;
            case LifeKind.Newcomer:
                changed = 30 + _random.Below(Days - 80);
                int ramp = 3 + _random.Below(45);
                for (int day = changed; day < Days; day++)
                {
                    level[day] = Math.Max(1, rate * 1.5) * Math.Min(1, 0.1 + 0.9 * (day - changed) / ramp);
                }
                break;
            case LifeKind.Asleep:
                Array.Fill(level, 0.03 + 0.1 * _random.Unit());
                break;
            case LifeKind.Woken or LifeKind.Group:
                double before = 0.01 + 0.24 * _random.Unit() * _random.Unit();
                changed = kind == LifeKind.Group ? GroupDay + _random.Below(3) : 45 + _random.Below(Days - 80);
                Array.Fill(level, kind == LifeKind.Group && _random.Chance(0.6) ? 0.005 : before, 0, changed);
                int awake = kind == LifeKind.Group && _random.Chance(0.3) ? 6 + _random.Below(8) : _random.Chance(0.3) ? 35 + _random.Below(50) : Days;
                double after = Math.Max(2, 8 * before) * (1 + 2 * _random.Unit() * _random.Unit());
                Array.Fill(level, before, changed, Days - changed);
                Array.Fill(level, after, changed, Math.Min(Days, changed + awake) - changed);
                break;
            case LifeKind.Bursty:
                rate *= 0.4;
                Array.Fill(level, rate);
                foreach ((int from, int to, _) in _news)
                {
                    if (_random.Chance(0.7))
                    {
                        double high = rate + 2 + 8 * _random.Unit();
                        Array.Fill(level, high, from, Math.Min(Days, to + 1 + _random.Below(4)) - from);
                    }
                }
                break;
            default:
                Array.Fill(level, kind == LifeKind.Retasked ? Math.Max(rate, 0.5) : rate);
                changed = kind == LifeKind.Retasked ? 50 + _random.Below(Days - 90) : -1;
                break;
        }
        if (kind is not (LifeKind.Newcomer or LifeKind.Scheduled) && _random.Chance(0.5))
        {
            Array.Fill(level, 0, _outage.From, _outage.To + 1 - _outage.From);
        }
        _truth.Add(new LifeTruth(asset, kind, changed));
        Write(asset, kind, changed, kind == LifeKind.Scheduled ? Schedule() : Counts(level, week, kind));
    }

    /// <summary>Counts with a level a day: a lognormal process with memory over it, a gamma factor a day, then chance.</summary>
    private int[] Counts(double[] level, double[] week, LifeKind kind)
    {
        double memory = Math.Min(0.85, _memory * (0.4 + _random.Unit()));
        double spread = _dispersion * (0.15 + 0.4 * _random.Unit());
        double shape = 1 / (0.05 + 0.9 * _dispersion * _random.Unit() * _random.Unit());
        bool newsy = kind is LifeKind.Steady or LifeKind.Weekly or LifeKind.Holiday or LifeKind.Retasked && _random.Chance(0.7);
        double state = _random.Normal();
        int[] counts = new int[Days];
        for (int day = 0; day < Days; day++)
        {
            state = memory * state + Math.Sqrt(1 - memory * memory) * _random.Normal();
            double mean = level[day] * week[day % 7] * Math.Exp(spread * state - spread * spread / 2);
            if (newsy && _news.Any(news => day >= news.From && day <= news.To))
            {
                mean *= 2.5;
            }
            counts[day] = _random.Poisson(mean * Gamma(shape) / shape);
        }
        if (kind is not LifeKind.Newcomer && counts.AsSpan(0, 12).IndexOfAnyExcept(0) < 0)
        {
            counts[_random.Below(12)] = 1;
        }
        return counts;
    }

    /// <summary>So many posts every so many days, now and then one left out.</summary>
    private int[] Schedule()
    {
        int every = 1 + _random.Below(10), posts = 1 + _random.Below(6), offset = _random.Below(every);
        int[] counts = new int[Days];
        for (int day = offset; day < Days; day += every)
        {
            counts[day] = _random.Chance(0.03) ? 0 : posts;
        }
        return counts;
    }

    private void Write(string asset, LifeKind kind, int changed, int[] counts)
    {
        int own = _random.Below(_writer.Subjects), second = _random.Below(_writer.Subjects);
        int next = (own + 1 + _random.Below(_writer.Subjects - 1)) % _writer.Subjects;
        next = next == second ? (next + 1) % _writer.Subjects == own ? (next + 2) % _writer.Subjects : (next + 1) % _writer.Subjects : next;
        double faithful = 0.6 + 0.35 * _random.Unit();
        double turned = 0.65 + 0.3 * _random.Unit();
        string[] favourites = _writer.Words(8), thread = [];
        int threadLeft = 0, lapseUntil = -1, lapse = 0;
        for (int day = 0; day < Days; day++)
        {
            if (day > lapseUntil && _random.Chance(0.008))
            {
                (lapse, lapseUntil) = (_random.Below(_writer.Subjects), day + 3 + _random.Below(18));
            }
            for (int i = 0; i < counts[day]; i++)
            {
                if (threadLeft-- <= 0)
                {
                    threadLeft = _random.Chance(0.15) ? 3 + _random.Below(15) : 2;
                    thread = threadLeft > 2 ? _writer.Words(4) : [];
                }
                int subject = _random.Chance(faithful) ? own : _random.Chance(0.6) ? second : _random.Below(_writer.Subjects);
                if (day <= lapseUntil && _random.Chance(0.7))
                {
                    subject = lapse;
                }
                foreach ((int from, int to, int taken) in _news)
                {
                    subject = day >= from && day <= to && kind != LifeKind.Scheduled && _random.Chance(0.5) ? taken : subject;
                }
                if (kind == LifeKind.Retasked && day >= changed && _random.Chance(turned))
                {
                    subject = next;
                }
                long second86400 = (long)Date(day) * 86_400 + 25_000 + _random.Below(55_000);
                _posts.Add(new LifePost(asset, second86400, _writer.Post(subject, favourites, thread)));
            }
        }
    }

    private double[] Week(double spread)
    {
        double[] week = new double[7];
        double sum = 0;
        for (int i = 0; i < 7; i++)
        {
            sum += week[i] = Math.Exp(spread * _random.Normal());
        }
        return Array.ConvertAll(week, factor => factor * 7 / sum);
    }

    /// <summary>Marsaglia and Tsang 2000, doi:10.1145/358407.358414, raised by one for shapes below 1.</summary>
    private double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(1 - _random.Unit(), 1 / shape);
        }
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = _random.Normal(), v = 1 + c * x;
            if (v > 0 && Math.Log(1 - _random.Unit()) < 0.5 * x * x + d * (1 - v * v * v + Math.Log(v * v * v)))
            {
                return d * v * v * v;
            }
        }
    }
}

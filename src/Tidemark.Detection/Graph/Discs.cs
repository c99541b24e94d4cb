namespace Tidemark.Detection.Graph;

/// <summary>Discs that attract and repel each other until they lie well, and are then pushed apart until none overlaps.</summary>
internal sealed class Discs
{
    /// <summary>Share of the enclosing circle that discs should fill before they are pushed apart: dense enough to read, loose enough to see edges.</summary>
    private const double Fill = 0.25;

    private readonly double[] _radius;

    /// <summary>Discs on a sunflower spiral, in random order: distinct places from which forces can begin.</summary>
    public Discs(double[] radius, SeededRandom random)
    {
        _radius = radius;
        X = new double[radius.Length];
        Y = new double[radius.Length];
        int[] order = new int[radius.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        random.Shuffle<int>(order);
        double area = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double r = radius[order[i]];
            double distance = i == 0 ? 0 : Math.Sqrt((area + r * r / 2) / 0.7);
            area += r * r;
            // The golden angle never lines discs up.
            (double sin, double cos) = Math.SinCos(i * 2.399963229728653);
            (X[order[i]], Y[order[i]]) = (distance * cos, distance * sin);
        }
    }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Moves the discs by forces along the edges and between all pairs.</summary>
    public void Settle(List<(int A, int B, double Weight)> edges)
    {
        int count = X.Length;
        if (count < 2 || edges.Count == 0)
        {
            return;
        }
        double meanWeight = edges.Average(e => e.Weight);
        double[] pull = [.. edges.Select(e => Math.Log2(1 + e.Weight / meanWeight))];
        double[] charge = new double[count];
        double meanRadius = _radius.Average();
        for (int i = 0; i < count; i++)
        {
            charge[i] = _radius[i] / meanRadius;
        }
        foreach ((int a, int b, double _) in edges)
        {
            charge[a]++;
            charge[b]++;
        }
        double extent = Math.Max(1e-9, Math.Max(X.Max() - X.Min(), Y.Max() - Y.Min()));
        int rounds = count <= 100 ? 300 : count <= 1000 ? 200 : 120;
        double[] forceX = new double[count];
        double[] forceY = new double[count];
        var far = new QuadTree(count);
        for (int round = 0; round < rounds; round++)
        {
            double reach = extent * 0.1 * (1 - (double)round / rounds);
            Array.Clear(forceX);
            Array.Clear(forceY);
            far.Build(X, Y, charge);
            for (int i = 0; i < count; i++)
            {
                (double fx, double fy) = far.Repulsion(i);
                // Weak gravity keeps parts that no edge holds from drifting away.
                double distance = Math.Sqrt(X[i] * X[i] + Y[i] * Y[i]) + 1e-9;
                forceX[i] = charge[i] * (fx - 0.5 * X[i] / distance);
                forceY[i] = charge[i] * (fy - 0.5 * Y[i] / distance);
            }
            for (int e = 0; e < pull.Length; e++)
            {
                (int a, int b, double _) = edges[e];
                double dx = (X[b] - X[a]) * pull[e], dy = (Y[b] - Y[a]) * pull[e];
                forceX[a] += dx;
                forceY[a] += dy;
                forceX[b] -= dx;
                forceY[b] -= dy;
            }
            for (int i = 0; i < count; i++)
            {
                double size = Math.Sqrt(forceX[i] * forceX[i] + forceY[i] * forceY[i]);
                // The heavier, the slower: hubs that jump make everybody swing.
                double step = size / charge[i];
                if (step > 0)
                {
                    double share = Math.Min(step, reach) / size;
                    X[i] += forceX[i] * share;
                    Y[i] += forceY[i] * share;
                }
            }
        }
    }

    /// <summary>Scales, pushes discs apart until none overlaps, centres them, and returns the radius of the circle that holds them.</summary>
    public double Separate()
    {
        int count = X.Length;
        if (count == 0)
        {
            return 0;
        }
        double outer = Centre();
        double area = 0;
        foreach (double r in _radius)
        {
            area += r * r;
        }
        if (outer > 0 && count > 1)
        {
            // Without own radii, so that a large disc at the rim does not shrink the rest.
            double spread = 0;
            for (int i = 0; i < count; i++)
            {
                spread = Math.Max(spread, Math.Sqrt(X[i] * X[i] + Y[i] * Y[i]));
            }
            Scale(spread > 0 ? Math.Sqrt(area / Fill) / spread : 1);
        }
        int[] order = new int[count];
        double[] leftEdge = new double[count];
        for (int round = 1; Push(order, leftEdge); round++)
        {
            if (round % 50 == 0)
            {
                // A crowd that cannot be pushed apart in place gets more room; at some scale nobody touches.
                Scale(1.1);
            }
        }
        return Centre();
    }

    /// <summary>Pushes every overlapping pair apart; false if there was none.</summary>
    private bool Push(int[] order, double[] leftEdge)
    {
        int count = order.Length;
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
            leftEdge[i] = X[i] - _radius[i];
        }
        Array.Sort(leftEdge, order);
        bool pushed = false;
        for (int i = 0; i < count; i++)
        {
            int a = order[i];
            double rightEdge = X[a] + _radius[a];
            for (int j = i + 1; j < count && leftEdge[j] < rightEdge; j++)
            {
                int b = order[j];
                double need = _radius[a] + _radius[b];
                double dx = X[b] - X[a], dy = Y[b] - Y[a];
                double square = dx * dx + dy * dy;
                if (square >= need * need)
                {
                    continue;
                }
                pushed = true;
                double distance = Math.Sqrt(square);
                if (distance < need * 1e-6)
                {
                    // On top of each other: any direction will do, as long as it is always the same.
                    (dy, dx) = Math.SinCos(a + b * 2.399963229728653);
                    distance = 1;
                }
                // A little too far, so that rounding cannot make the pair overlap again; the heavier one yields less.
                double apart = (need - Math.Sqrt(square)) * 1.02 + need * 1e-6;
                double shareA = _radius[b] * _radius[b] / (_radius[a] * _radius[a] + _radius[b] * _radius[b]);
                X[a] -= dx / distance * apart * shareA;
                Y[a] -= dy / distance * apart * shareA;
                X[b] += dx / distance * apart * (1 - shareA);
                Y[b] += dy / distance * apart * (1 - shareA);
            }
        }
        return pushed;
    }

    private void Scale(double factor)
    {
        for (int i = 0; i < X.Length; i++)
        {
            X[i] *= factor;
            Y[i] *= factor;
        }
    }

    private double Centre()
    {
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
        for (int i = 0; i < X.Length; i++)
        {
            left = Math.Min(left, X[i] - _radius[i]);
            right = Math.Max(right, X[i] + _radius[i]);
            top = Math.Min(top, Y[i] - _radius[i]);
            bottom = Math.Max(bottom, Y[i] + _radius[i]);
        }
        double outer = 0;
        for (int i = 0; i < X.Length; i++)
        {
            X[i] -= (left + right) / 2;
            Y[i] -= (top + bottom) / 2;
            outer = Math.Max(outer, Math.Sqrt(X[i] * X[i] + Y[i] * Y[i]) + _radius[i]);
        }
        return outer;
    }
}

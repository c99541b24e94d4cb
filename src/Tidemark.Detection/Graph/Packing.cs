namespace Tidemark.Detection.Graph;

/// <summary>Packs circles around the largest, so that none overlaps.</summary>
internal static class Packing
{
    /// <summary>
    /// Largest first, each at the first free place on a spiral from the middle; among equals the first given comes first.
    /// Radii count rounded up to steps of 5 %, so that a search goes on where the last one of the same size ended.
    /// </summary>
    public static (double[] X, double[] Y) Spiral(double[] radius)
    {
        double[] x = new double[radius.Length];
        double[] y = new double[radius.Length];
        if (radius.Length == 0)
        {
            return (x, y);
        }
        int[] order = [.. Enumerable.Range(0, radius.Length).OrderByDescending(i => radius[i])];
        double cell = Math.Max(radius[order[^1]] * 2, radius[order[0]] / 100);
        var placed = new Dictionary<(int, int), List<int>>();
        int last = int.MinValue;
        double angle = 0;
        foreach (int i in order)
        {
            int size = (int)Math.Ceiling(Math.Log(radius[i]) / Math.Log(1.05));
            angle = size == last ? angle : 0;
            last = size;
            double r = Math.Pow(1.05, size);
            double pitch = r / 2;
            while (true)
            {
                double distance = pitch * angle / (2 * Math.PI);
                (double sin, double cos) = Math.SinCos(angle);
                (x[i], y[i]) = (distance * cos, distance * sin);
                if (IsFree(i, r))
                {
                    break;
                }
                // Steps of the same length along the spiral.
                angle += pitch / Math.Max(distance, pitch);
            }
            foreach ((int, int) key in Cells(x[i], y[i], r))
            {
                if (!placed.TryGetValue(key, out List<int>? there))
                {
                    placed[key] = there = [];
                }
                there.Add(i);
            }
        }
        return (x, y);

        bool IsFree(int i, double r)
        {
            foreach ((int, int) key in Cells(x[i], y[i], r))
            {
                if (!placed.TryGetValue(key, out List<int>? there))
                {
                    continue;
                }
                foreach (int j in there)
                {
                    double need = radius[i] + radius[j];
                    double dx = x[i] - x[j], dy = y[i] - y[j];
                    if (dx * dx + dy * dy < need * need)
                    {
                        return false;
                    }
                }
            }
            return true;
        }

        IEnumerable<(int, int)> Cells(double cx, double cy, double r)
        {
            int right = (int)Math.Floor((cx + r) / cell), bottom = (int)Math.Floor((cy + r) / cell);
            for (int column = (int)Math.Floor((cx - r) / cell); column <= right; column++)
            {
                for (int row = (int)Math.Floor((cy - r) / cell); row <= bottom; row++)
                {
                    yield return (column, row);
                }
            }
        }
    }
}

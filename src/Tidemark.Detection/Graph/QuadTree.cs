namespace Tidemark.Detection.Graph;

/// <summary>Sums up repulsion from far nodes by lumping them together (Barnes and Hut 1986): O(n log n) for all nodes.</summary>
internal sealed class QuadTree(int count)
{
    /// <summary>A cell is lumped together if its width is less than its distance: errors stay below a few percent of a force.</summary>
    private const double Opening = 1;

    /// <summary>Nodes nearer than 2^-30 of the picture lie in one leaf.</summary>
    private const int Deepest = 30;

    private readonly int[] _stack = new int[4 * (Deepest + 2)];
    private int[] _children = new int[16 * count + 64];
    private double[] _mass = new double[4 * count + 16];
    private double[] _x = new double[4 * count + 16];
    private double[] _y = new double[4 * count + 16];
    private double[] _width = new double[4 * count + 16];

    /// <summary>The node in a leaf, −1 for a cell with children or several nodes at one place.</summary>
    private int[] _node = new int[4 * count + 16];
    private int _cells;
    private double[] _nodeX = [];
    private double[] _nodeY = [];
    private double[] _charge = [];

    public void Build(double[] x, double[] y, double[] charge)
    {
        (_nodeX, _nodeY, _charge) = (x, y, charge);
        double left = x.Min(), top = y.Min();
        double width = Math.Max(Math.Max(x.Max() - left, y.Max() - top), 1e-9) * 1.0001;
        _cells = 0;
        NewCell(width);
        for (int i = 0; i < x.Length; i++)
        {
            Insert(i, left, top, width);
        }
        for (int c = 0; c < _cells; c++)
        {
            _x[c] /= _mass[c];
            _y[c] /= _mass[c];
        }
    }

    /// <summary>Sum over the others of charge / distance, as a vector away from them.</summary>
    public (double X, double Y) Repulsion(int node)
    {
        (double x, double y) = (_nodeX[node], _nodeY[node]);
        double forceX = 0, forceY = 0;
        int depth = 0;
        _stack[depth++] = 0;
        while (depth > 0)
        {
            int cell = _stack[--depth];
            if (_node[cell] == node)
            {
                continue;
            }
            double dx = x - _x[cell], dy = y - _y[cell];
            double square = dx * dx + dy * dy;
            bool leaf = _node[cell] >= 0 || _children[4 * cell] < 0;
            if (leaf || _width[cell] * _width[cell] < Opening * Opening * square)
            {
                // Softened: two nodes at one place would fly apart for ever.
                double share = _mass[cell] / (square + 1e-6);
                forceX += dx * share;
                forceY += dy * share;
                continue;
            }
            for (int k = 0; k < 4; k++)
            {
                int child = _children[4 * cell + k];
                if (child > 0)
                {
                    _stack[depth++] = child;
                }
            }
        }
        return (forceX, forceY);
    }

    private void Insert(int node, double left, double top, double width)
    {
        int cell = 0;
        for (int depth = 0; ; depth++)
        {
            bool empty = _mass[cell] == 0;
            int resident = _node[cell];
            _mass[cell] += _charge[node];
            _x[cell] += _nodeX[node] * _charge[node];
            _y[cell] += _nodeY[node] * _charge[node];
            if (empty)
            {
                _node[cell] = node;
                return;
            }
            if (depth == Deepest)
            {
                _node[cell] = -1;
                _children[4 * cell] = -1;
                return;
            }
            if (resident >= 0)
            {
                _node[cell] = -1;
                int down = Child(cell, resident, left, top, width);
                _mass[down] = _charge[resident];
                _x[down] = _nodeX[resident] * _charge[resident];
                _y[down] = _nodeY[resident] * _charge[resident];
                _node[down] = resident;
            }
            int next = Child(cell, node, left, top, width);
            width /= 2;
            left += _nodeX[node] >= left + width ? width : 0;
            top += _nodeY[node] >= top + width ? width : 0;
            cell = next;
        }
    }

    private int Child(int cell, int node, double left, double top, double width)
    {
        int quadrant = (_nodeX[node] >= left + width / 2 ? 1 : 0) + (_nodeY[node] >= top + width / 2 ? 2 : 0);
        int child = _children[4 * cell + quadrant];
        if (child == 0)
        {
            child = NewCell(width / 2);
            _children[4 * cell + quadrant] = child;
        }
        return child;
    }

    private int NewCell(double width)
    {
        if (_cells == _mass.Length)
        {
            int larger = _cells * 2;
            Array.Resize(ref _children, 4 * larger);
            Array.Resize(ref _mass, larger);
            Array.Resize(ref _x, larger);
            Array.Resize(ref _y, larger);
            Array.Resize(ref _width, larger);
            Array.Resize(ref _node, larger);
        }
        int cell = _cells++;
        Array.Clear(_children, 4 * cell, 4);
        (_mass[cell], _x[cell], _y[cell], _width[cell], _node[cell]) = (0, 0, 0, width, -1);
        return cell;
    }
}

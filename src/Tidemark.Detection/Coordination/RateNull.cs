namespace Tidemark.Detection.Coordination;

/// <summary>
/// Global-rate timing null: given that both accounts shared the object, their acts are as likely to be synchronous as any two
/// acts on objects shared by about as many accounts. Conditions on who shared what and on popularity; robust to suspects,
/// who are few among all objects of a class. Knows nothing of this one object's burst: that is the curve null's part.
/// </summary>
internal static class RateNull
{
    /// <summary>For each shared object the chance that at least one pair of acts is synchronous.</summary>
    public static void Chances(ReadOnlySpan<SharedObjects.Runs> shared, PooledRates rates, List<double> chances)
    {
        chances.Clear();
        foreach (ref readonly SharedObjects.Runs runs in shared)
        {
            chances.Add(AtLeastOne(rates.Of(runs.Object), (double)runs.ACount * runs.BCount));
        }
    }

    /// <summary>Chance of at least one success in independent trials.</summary>
    public static double AtLeastOne(double chance, double trials) =>
        trials == 1 ? chance : 1 - Math.Pow(1 - Math.Min(1, chance), trials);
}

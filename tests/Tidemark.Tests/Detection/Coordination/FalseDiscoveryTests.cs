using CsCheck;
using Tidemark.Detection.Coordination;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class FalseDiscoveryTests
{
    [Fact]
    public void Keeping_by_q_is_the_step_up_procedure() =>
        Gen.Select(Gen.Double[0, 1].Select(x => x * x * x).Array[1, 40], Gen.Int[0, 100], Gen.Double[0.001, 0.3]).Sample((p, unlisted, rate) =>
        {
            long tests = p.Length + unlisted;
            double[] sorted = [.. p.Order()];
            int k = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                k = sorted[i] <= rate * (i + 1) / tests ? i + 1 : k;
            }
            double[] q = FalseDiscovery.QValues(p, tests);
            Assert.Equal(k, q.Count(x => x <= rate * (1 + 1e-12)));
        });
}

using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime.Tests;

public sealed class AliasProbeTests
{
    [Fact]
    public void Memory_mapped_twice_is_used_where_and_only_where_rewritten_code_runs_anew()
    {
        using LinuxDoubleMapping? probed = LinuxDoubleMapping.TryCreate(1 << 16);
        Assert.NotNull(probed);
        using ExecutableMemory memory = ExecutableMemory.Create(1 << 16);
        Assert.Equal(AliasProbe.Passes(probed), memory is LinuxDoubleMapping);
    }
}

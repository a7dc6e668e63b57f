using System.Runtime.InteropServices;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Tests.Execution;

/// <summary>The structures that managed and stitched code share, as stencils/wasm/wasm.h lays them out.</summary>
public sealed class NativeLayoutTests
{
    [Fact]
    public void A_function_is_laid_out_as_in_C()
    {
        Assert.Equal(32, Marshal.SizeOf<NativeFunction>());
        Assert.Equal(0, OffsetOf<NativeFunction>(nameof(NativeFunction.Code)));
        Assert.Equal(8, OffsetOf<NativeFunction>(nameof(NativeFunction.Instance)));
        Assert.Equal(16, OffsetOf<NativeFunction>(nameof(NativeFunction.Memory)));
        Assert.Equal(24, OffsetOf<NativeFunction>(nameof(NativeFunction.Type)));
        Assert.Equal(28, OffsetOf<NativeFunction>(nameof(NativeFunction.Host)));
    }

    [Fact]
    public void A_table_is_laid_out_as_in_C()
    {
        Assert.Equal(16, Marshal.SizeOf<NativeTable>());
        Assert.Equal(0, OffsetOf<NativeTable>(nameof(NativeTable.Elements)));
        Assert.Equal(8, OffsetOf<NativeTable>(nameof(NativeTable.Length)));
    }

    [Fact]
    public void An_instance_is_laid_out_as_in_C()
    {
        Assert.Equal(32, Marshal.SizeOf<NativeInstance>());
        Assert.Equal(0, OffsetOf<NativeInstance>(nameof(NativeInstance.MemorySize)));
        Assert.Equal(8, OffsetOf<NativeInstance>(nameof(NativeInstance.MemoryBase)));
        Assert.Equal(16, OffsetOf<NativeInstance>(nameof(NativeInstance.Context)));
        Assert.Equal(24, OffsetOf<NativeInstance>(nameof(NativeInstance.Host)));
    }

    [Fact]
    public void A_context_starts_as_in_C()
    {
        Assert.Equal(16, Marshal.SizeOf<NativeExit>());
        Assert.Equal(0, OffsetOf<NativeContext>(nameof(NativeContext.Exit)));
        Assert.Equal(16, OffsetOf<NativeContext>(nameof(NativeContext.StackLimit)));
        Assert.Equal(24, OffsetOf<NativeContext>(nameof(NativeContext.Trap)));
        Assert.Equal(32, OffsetOf<NativeContext>(nameof(NativeContext.Helpers)));
        Assert.Equal(40, OffsetOf<NativeContext>(nameof(NativeContext.HostCall)));
        Assert.Equal(28, OffsetOf<NativeContext>(nameof(NativeContext.Pending)));
        Assert.Equal(48, OffsetOf<NativeContext>(nameof(NativeContext.Compiled)));
        Assert.Equal(56, OffsetOf<NativeContext>(nameof(NativeContext.Store)));
    }

    private static int OffsetOf<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}

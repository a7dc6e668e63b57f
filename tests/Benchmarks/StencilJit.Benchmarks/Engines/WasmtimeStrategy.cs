using System.Reflection;
using System.Runtime.InteropServices;
using Wasmtime;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Chooses a compiler that the package's own interface knows no name for.</summary>
internal static partial class WasmtimeStrategy
{
    // WASMTIME_STRATEGY_WINCH of Wasmtime's C interface.
    private const byte Winch = 2;
    private const string Handle = "NativeHandle";

    /// <exception cref="MissingMemberException">The package has become another one.</exception>
    public static void SetWinch(Config config)
    {
        var handle = typeof(Config).GetProperty(Handle, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(config) as SafeHandle
            ?? throw new MissingMemberException(nameof(Config), Handle);
        SetStrategy(handle, Winch);
    }

    [LibraryImport("wasmtime", EntryPoint = "wasmtime_config_strategy_set")]
    private static partial void SetStrategy(SafeHandle config, byte strategy);
}

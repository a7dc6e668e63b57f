using StencilJit.Wasm;

using var engine = new Engine();                       // owns the code; share it between threads
using var module = WasmModule.Load(engine, Path.Combine(AppContext.BaseDirectory, "area.wasm"));
using var store = new Store(engine);                   // owns instances and memories; one thread at a time

var linker = new Linker(store);
linker.Define("host", "pi", new HostFunction(new FunctionType([], [ValueKind.F64]), (ref HostCall call) => call.SetF64(0, Math.PI)));
linker.Define("host", "log", new HostFunction(new FunctionType([ValueKind.F64], []), (ref HostCall call) => Console.WriteLine($"area: {call.GetF64(0):F2}")));
var instance = linker.Instantiate(module);

var area = instance.GetFunction("area").Call<double, double>(2);
Console.WriteLine($"returned: {area:F2}, in memory: {instance.GetMemory("memory").Read<double>(8):F2}");

try
{
    instance.GetFunction("divide").Call<int, int, int>(1, 0);
}
catch (TrapException trap)
{
    Console.WriteLine($"{trap.Kind}: {trap.Message}");
}

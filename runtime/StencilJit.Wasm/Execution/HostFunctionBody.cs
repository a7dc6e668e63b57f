namespace StencilJit.Wasm;

/// <summary>What runs when a host function is called.</summary>
/// <param name="call">The call: its arguments, results and caller.</param>
public delegate void HostFunctionBody(ref HostCall call);

// The opaque types of the C API, under LLVMSharp's names.
namespace LLVMSharp.Interop;

public readonly struct LLVMOpaqueContext;

public readonly struct LLVMOpaqueMemoryBuffer;

public readonly struct LLVMOpaqueModule;

public readonly struct LLVMOpaqueTargetMachine;

public readonly struct LLVMOpaquePassBuilderOptions;

public readonly struct LLVMOpaqueTargetData;

public readonly struct LLVMOpaqueBuilder;

public readonly struct LLVMOpaqueValue;

public readonly struct LLVMOpaqueType;

public readonly struct LLVMOpaqueBasicBlock;

public readonly struct LLVMOpaqueUse;

public readonly struct LLVMOpaqueAttributeRef;

public readonly struct LLVMOpaqueDiagnosticInfo;

public readonly struct LLVMOpaqueBinary;

public readonly struct LLVMOpaqueSectionIterator;

public readonly struct LLVMOpaqueSymbolIterator;

public readonly struct LLVMOpaqueRelocationIterator;

public readonly struct LLVMOpaqueError;

public readonly struct LLVMTarget;

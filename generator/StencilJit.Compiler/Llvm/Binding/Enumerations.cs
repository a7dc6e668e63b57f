// The enumerations of the C API that the compiler uses, under LLVMSharp's names and with LLVM's values.
namespace LLVMSharp.Interop;

public enum LLVMDiagnosticSeverity { LLVMDSError, LLVMDSWarning, LLVMDSRemark, LLVMDSNote }

public enum LLVMVerifierFailureAction { LLVMAbortProcessAction, LLVMPrintMessageAction, LLVMReturnStatusAction }

public enum LLVMLinkage { LLVMExternalLinkage = 0, LLVMInternalLinkage = 8, LLVMPrivateLinkage = 9 }

public enum LLVMAttributeIndex { LLVMAttributeReturnIndex = 0, LLVMAttributeFunctionIndex = -1 }

public enum LLVMVisibility { LLVMDefaultVisibility, LLVMHiddenVisibility, LLVMProtectedVisibility }

public enum LLVMTypeKind
{
    LLVMVoidTypeKind = 0,
    LLVMFloatTypeKind = 2,
    LLVMDoubleTypeKind = 3,
    LLVMIntegerTypeKind = 8,
    LLVMPointerTypeKind = 12,
}

public enum LLVMTailCallKind { LLVMTailCallKindNone, LLVMTailCallKindTail, LLVMTailCallKindMustTail, LLVMTailCallKindNoTail }

public enum LLVMIntPredicate { LLVMIntEQ = 32, LLVMIntNE, LLVMIntUGT, LLVMIntUGE, LLVMIntULT, LLVMIntULE }

public enum LLVMInlineAsmDialect { LLVMInlineAsmDialectATT, LLVMInlineAsmDialectIntel }

public enum LLVMCodeGenOptLevel { LLVMCodeGenLevelNone, LLVMCodeGenLevelLess, LLVMCodeGenLevelDefault, LLVMCodeGenLevelAggressive }

public enum LLVMRelocMode { LLVMRelocDefault, LLVMRelocStatic, LLVMRelocPIC, LLVMRelocDynamicNoPic }

public enum LLVMCodeModel
{
    LLVMCodeModelDefault,
    LLVMCodeModelJITDefault,
    LLVMCodeModelTiny,
    LLVMCodeModelSmall,
    LLVMCodeModelKernel,
    LLVMCodeModelMedium,
    LLVMCodeModelLarge,
}

public enum LLVMCodeGenFileType { LLVMAssemblyFile, LLVMObjectFile }

public enum LLVMOpcode
{
    LLVMLShr = 21,
}

;; Needs what WASI does not have.
(module (import "env" "missing" (func)) (func (export "_start")))

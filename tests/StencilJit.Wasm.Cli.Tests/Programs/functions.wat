;; Functions to call, and a program that traps.
(module
  (func $deep unreachable)
  (func $middle call $deep)
  (func (export "_start") call $middle)
  (func (export "div") (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_s)
  (func (export "wide") (param i64) (result i64) local.get 0)
  (func (export "half") (param f32) (result f32) local.get 0 f32.const 0.5 f32.mul)
  (func (export "four") (result i32 i64 f32 f64) i32.const -5 i64.const 9223372036854775807 f32.const 0.1 f64.const -inf)
  (func (export "null") (param externref) (result externref) local.get 0))

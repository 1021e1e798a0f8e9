#ifndef VISITRULES_DISPATCH_H
#define VISITRULES_DISPATCH_H

/// Calls the best of a loop's forms that the machine has: NAME_avx512, NAME_avx2 or NAME_portable. A file that uses it defines
/// each form through `FORMS(DEFINE)`, where `DEFINE(SUFFIX, ATTRIBUTES)` writes out the loops.
#if defined(__x86_64__)
#define FORMS(DEFINE)                                                                       \
  DEFINE(portable, )                                                                        \
  DEFINE(avx2, __attribute__((target("avx2,bmi,bmi2"))))                                    \
  DEFINE(avx512, __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2"))))

/// 0: any x86-64, 1: with AVX2, 2: with AVX-512.
static inline int vector_generation(void) {
  static int known = -1;
  int found = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (found >= 0) return found;
  int wide = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512cd");
  found = wide ? 2 : __builtin_cpu_supports("avx2") ? 1 : 0;
  __atomic_store_n(&known, found, __ATOMIC_RELAXED);
  return found;
}

#define CALL(NAME, ...)                        \
  switch (vector_generation()) {               \
    case 2: NAME##_avx512(__VA_ARGS__); break; \
    case 1: NAME##_avx2(__VA_ARGS__); break;   \
    default: NAME##_portable(__VA_ARGS__);     \
  }
#else
#define FORMS(DEFINE) DEFINE(portable, )
#define CALL(NAME, ...) NAME##_portable(__VA_ARGS__)
#endif

#endif

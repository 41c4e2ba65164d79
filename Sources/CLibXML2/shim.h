// Debian's <libxml/encoding.h> drags in the system's ICU headers, which clash with Foundation's own copy
// as soon as one file sees both. We use no ICU type, so we look away before the other headers are read.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a mutable global function pointer, which Swift 6 rejects.
static inline void cx_free(void *pointer) { xmlFree(pointer); }

// The generic error handler is variadic and cannot be written in Swift.
static inline void cx_swallow(void *context, const char *message, ...) { (void)context; (void)message; }
static inline void cx_silence_generic(void) { xmlSetGenericErrorFunc(NULL, cx_swallow); }

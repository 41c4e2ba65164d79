// Snowball's stemmers: compiled tables and one function, no state beyond the handle.
#include <libstemmer.h>

/* Counts the elements of a file with expat: cc -O2 expat-count.c -o expat-count -lexpat */
#include <expat.h>
#include <stdio.h>

static long elements;
static void start(void *data, const char *name, const char **attributes) {
  (void)data, (void)name, (void)attributes;
  elements++;
}
static void text(void *data, const char *bytes, int count) { (void)data, (void)bytes, (void)count; }

int main(int count, char **arguments) {
  static char buffer[1 << 17];
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : stdin;
  XML_Parser parser = XML_ParserCreate(NULL);
  if (!file || !parser) return 66;
  XML_SetElementHandler(parser, start, NULL);
  XML_SetCharacterDataHandler(parser, text);
  size_t got;
  do {
    got = fread(buffer, 1, sizeof buffer, file);
    if (XML_Parse(parser, buffer, (int)got, got == 0) == XML_STATUS_ERROR) return 65;
  } while (got > 0);
  printf("{\"elements\":%ld}\n", elements);
  return 0;
}

package org.yett.gateway.config.settings;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files of an include pattern as {@code glob(7)} does: {@code *}, {@code ?} and bracket
 * expressions match within one path component, a leading dot only matches a written dot, and the
 * result is sorted by name.
 */
final class IncludeGlob {

  private IncludeGlob() {}

  /** Whether the pattern has a wildcard at all. */
  static boolean isWild(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
  }

  /**
   * Regular files that match.
   *
   * @param base directory to which a relative pattern belongs
   * @param pattern as written
   * @throws IOException if a directory on the way exists but cannot be read
   */
  static List<Path> match(Path base, String pattern) throws IOException {
    boolean absolute = pattern.startsWith("/");
    List<Path> found = List.of(absolute ? Path.of("/") : base);
    for (String component : pattern.split("/")) {
      if (component.isEmpty()) {
        continue;
      }
      List<Path> deeper = new ArrayList<>();
      for (Path directory : found) {
        if (isWild(component)) {
          deeper.addAll(matchComponent(directory, component));
        } else {
          Path next = directory.resolve(unescape(component));
          if (Files.exists(next)) {
            deeper.add(next);
          }
        }
        if (deeper.size() > SettingsLimits.FILES) {
          throw new IOException("more than " + SettingsLimits.FILES + " files match");
        }
      }
      found = deeper;
    }
    return found.stream().filter(Files::isRegularFile).toList();
  }

  private static List<Path> matchComponent(Path directory, String component) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Pattern regex = translate(component);
    boolean dots = component.startsWith(".");
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if ((dots || !name.startsWith(".")) && regex.matcher(name).matches()) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names.stream().map(directory::resolve).toList();
  }

  private static String unescape(String component) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      if (component.charAt(i) == '\\' && i + 1 < component.length()) {
        i++;
      }
      plain.append(component.charAt(i));
    }
    return plain.toString();
  }

  private static Pattern translate(String component) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      char c = component.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (c == '\\' && i + 1 < component.length()) {
        regex.append(Pattern.quote(String.valueOf(component.charAt(++i))));
      } else if (c == '[') {
        int end = component.indexOf(']', Math.min(component.length(), i + 2));
        if (end < 0) {
          regex.append("\\[");
        } else {
          regex.append(bracket(component.substring(i + 1, end)));
          i = end;
        }
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      // A range the wrong way round, such as [z-a]: glob matches nothing then.
      return Pattern.compile("(?!)");
    }
  }

  private static String bracket(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    for (int i = negated ? 1 : 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '-') {
        set.append(i == (negated ? 1 : 0) || i == inside.length() - 1 ? "\\-" : "-");
      } else if (Character.isLetterOrDigit(c)) {
        set.append(c);
      } else {
        set.append('\\').append(c);
      }
    }
    return set.append(']').toString();
  }
}

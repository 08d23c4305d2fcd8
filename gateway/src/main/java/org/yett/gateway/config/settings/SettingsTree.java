package org.yett.gateway.config.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.config.settings.RawSection.Reference;

/**
 * Settings that have been read. A section is looked at through a {@link SettingsView}, which shows
 * what it holds itself and what it takes from the sections that it refers to.
 */
public final class SettingsTree {

  private final RawSection root;
  private final List<Path> files;

  SettingsTree(RawSection root, List<Path> files) {
    this.root = root;
    this.files = List.copyOf(files);
  }

  /** The outermost section, which has no name. */
  public SettingsView root() {
    return new SettingsView(this, List.of(), List.of(root));
  }

  /** Files that were read, in order. */
  public List<Path> files() {
    return files;
  }

  /**
   * Sections that together are the one at {@code path}, the most important first: a key in an
   * earlier one hides the same key in a later one. Empty if there is no such section.
   */
  List<RawSection> find(List<String> path) {
    if (path.isEmpty()) {
      return List.of(root);
    }
    Lookup lookup = new Lookup();
    List<RawSection> found = new ArrayList<>();
    lookup.find(root, path, true, found);
    return List.copyOf(found);
  }

  /** Every reference that leads nowhere, or in a circle. */
  List<SettingsProblem> checkReferences() {
    List<SettingsProblem> problems = new ArrayList<>();
    check(root, new Lookup(), problems);
    return problems;
  }

  private void check(RawSection section, Lookup lookup, List<SettingsProblem> problems) {
    for (Reference reference : section.references()) {
      if (lookup.exhausted() || problems.size() >= SettingsLimits.PROBLEMS) {
        return;
      }
      List<RawSection> found = new ArrayList<>();
      lookup.find(root, reference.path(), true, found);
      if (lookup.exhausted()) {
        problems.add(
            new SettingsProblem(
                reference.position(),
                "the references from section '"
                    + section.name()
                    + "' are too many or too deep to follow"));
      } else if (found.isEmpty()) {
        problems.add(
            new SettingsProblem(
                reference.position(),
                "section '"
                    + section.name()
                    + "' refers to section '"
                    + reference.text()
                    + "', which does not exist"));
      } else if (found.contains(section)) {
        problems.add(
            new SettingsProblem(
                reference.position(),
                "section '"
                    + section.name()
                    + "' refers to itself through '"
                    + reference.text()
                    + "'"));
      }
    }
    section.sections().values().forEach(child -> check(child, lookup, problems));
  }

  /**
   * One look-up. A name is first looked for in the section itself, then in the sections that it
   * refers to, in the order of the references; what is found brings its own references in after it.
   * A reference that is being followed is not followed again, and the steps are counted, so that no
   * file makes this run long.
   */
  private final class Lookup {
    private final Set<List<String>> following = new HashSet<>();
    private int steps;

    boolean exhausted() {
      return steps > SettingsLimits.RESOLUTION_STEPS
          || following.size() > SettingsLimits.REFERENCE_DEPTH;
    }

    void find(RawSection in, List<String> path, boolean throughReferences, List<RawSection> found) {
      steps++;
      if (exhausted()) {
        return;
      }
      Optional<RawSection> child = Optional.ofNullable(in.sections().get(path.getFirst()));
      if (child.isPresent()) {
        if (path.size() > 1) {
          find(child.get(), path.subList(1, path.size()), true, found);
        } else if (!found.contains(child.get())) {
          found.add(child.get());
          child.get().references().forEach(reference -> follow(reference, found));
        }
      }
      if (throughReferences) {
        for (Reference reference : in.references()) {
          List<RawSection> referred = new ArrayList<>();
          follow(reference, referred);
          for (RawSection section : referred) {
            // What these refer to has been brought in already.
            find(section, path, false, found);
          }
        }
      }
    }

    private void follow(Reference reference, List<RawSection> found) {
      if (!exhausted() && following.add(reference.path())) {
        find(root, reference.path(), true, found);
        if (!exhausted()) {
          following.remove(reference.path());
        }
      }
    }
  }
}

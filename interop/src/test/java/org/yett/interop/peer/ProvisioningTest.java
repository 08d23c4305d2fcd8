package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.interop.process.Finished;

class ProvisioningTest {

  @Test
  void only_the_main_archive_of_debian_counts_as_a_mirror_and_only_once() {
    assertEquals(
        List.of("http://mirror.example/debian", "http://other.example/debian"),
        DebianMirrors.mainArchives(
            """
            http://mirror.example/debian-security/|Debian|Debian-Security
            http://mirror.example/debian/|Debian|Debian
            http://mirror.example/debian/|Debian|Debian
            http://other.example/debian|Debian|Debian
            https://apt.example/ubuntu/|Ubuntu|Ubuntu
            https://apt.example/tools/||
            not a line of three parts
            """));
  }

  @Test
  void a_mirror_list_stands_for_its_first_entry() {
    assertEquals(
        Optional.of("https://deb.example/debian"),
        DebianMirrors.firstOfMirrorList(
            """
            # comment

            https://deb.example/debian/ priority:1
            https://second.example/debian
            """));
    assertEquals(Optional.empty(), DebianMirrors.firstOfMirrorList("# nothing\n"));
  }

  @Test
  void proxies_are_read_as_apt_prints_them() {
    assertEquals(
        Map.of("http_proxy", "http://proxy.example:3142", "https_proxy", ""),
        DebianMirrors.shellVariables(
            """
            http_proxy='http://proxy.example:3142'
            https_proxy=''
            """));
  }

  @Test
  void the_cache_is_where_the_environment_says_or_at_its_usual_place() {
    assertEquals(Path.of("/var/cache/yett"), Cache.of(Map.of()).directory());
    assertEquals(Path.of("/var/cache/yett"), Cache.of(Map.of("YETT_CACHE", " ")).directory());
    assertEquals(Path.of("/srv/c"), Cache.of(Map.of("YETT_CACHE", "/srv/x/../c")).directory());
  }

  @Test
  void a_failed_build_is_told_by_the_last_error_that_it_printed() {
    Finished failed =
        new Finished(
            List.of("sh"),
            1,
            "I: Retrieving InRelease\nE: Failed getting release file http://m/Release\n",
            "",
            Duration.ofSeconds(1),
            false);
    assertEquals("Failed getting release file http://m/Release", DebianRoot.cause(failed));
    Finished silent = new Finished(List.of("sh"), 7, "", "", Duration.ofSeconds(1), false);
    assertEquals("exit status 7", DebianRoot.cause(silent));
    Finished slow = new Finished(List.of("sh"), 137, "", "", Duration.ofSeconds(1), true);
    assertEquals("took longer than 20 minutes", DebianRoot.cause(slow));
  }
}

package org.pollex.mujoco;

import java.util.Locale;

/** The kinds of named objects of a model. */
public enum MjObject {
  BODY("nbody", "name_bodyadr"),
  JOINT("njnt", "name_jntadr"),
  GEOM("ngeom", "name_geomadr"),
  SITE("nsite", "name_siteadr"),
  CAMERA("ncam", "name_camadr"),
  LIGHT("nlight", "name_lightadr"),
  MESH("nmesh", "name_meshadr"),
  HFIELD("nhfield", "name_hfieldadr"),
  TEXTURE("ntex", "name_texadr"),
  MATERIAL("nmat", "name_matadr"),
  EQUALITY("neq", "name_eqadr"),
  TENDON("ntendon", "name_tendonadr"),
  ACTUATOR("nu", "name_actuatoradr"),
  SENSOR("nsensor", "name_sensoradr"),
  KEY("nkey", "name_keyadr");

  private final String size;
  private final String addresses;

  MjObject(String size, String addresses) {
    this.size = size;
    this.addresses = addresses;
  }

  /** Name of the model's size that counts these objects. */
  String size() {
    return size;
  }

  /** Name of the model's array that tells where each object's name starts. */
  String addresses() {
    return addresses;
  }

  /** The word for this kind in the names of C functions and structs, for example {@code Body}. */
  String cName() {
    return this == HFIELD
        ? "HField"
        : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** MuJoCo's number of this kind ({@code mjtObj}). */
  int code() {
    return Library.get().layout().constant("mjOBJ_" + name());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
